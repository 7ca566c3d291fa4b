"""The peer of `al bench`: BERT in plain PyTorch, a forward pass and a training step on made-up tokens.

Arguments: layers hidden heads intermediate length batch [file]. With a file, writes the model there as ONNX and ends.
Otherwise prints a line of JSON with the versions, then answers each
line `forward` or `train` on its input with the seconds that one such pass took.
"""
import json
import math
import os
import sys
import time

import torch
from torch import nn

threads = int(os.environ["OMP_NUM_THREADS"])
torch.set_num_threads(threads)
torch.manual_seed(1)
layers, hidden, heads, intermediate, length, batch = map(int, sys.argv[1:7])
CLASSES, VOCABULARY, DROPOUT = 4, 30522, 0.1


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, intermediate), nn.Linear(intermediate, hidden)
        self.first, self.second = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)

    def split(self, x):  # [B, S, H] -> [B, A, S, d]
        return x.view(batch, length, heads, hidden // heads).transpose(1, 2)

    def forward(self, x, mask):
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(hidden // heads) + mask
        weights = self.drop(scores.softmax(-1))
        context = (weights @ v).transpose(1, 2).reshape(batch, length, hidden)
        x = self.first(x + self.drop(self.output(context)))
        return self.second(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, hidden), nn.Embedding(max(512, length), hidden)
        self.types, self.norm = nn.Embedding(2, hidden), nn.LayerNorm(hidden, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(layers))
        self.pooler, self.head, self.drop = nn.Linear(hidden, hidden), nn.Linear(hidden, CLASSES), nn.Dropout(DROPOUT)

    def forward(self, ids, mask):
        x = self.words(ids) + self.positions.weight[:length] + self.types.weight[0]
        x = self.drop(self.norm(x))
        for block in self.blocks:
            x = block(x, mask)
        return self.head(self.drop(torch.tanh(self.pooler(x[:, 0]))))


model = Classifier()
for parameter in model.parameters():
    if parameter.dim() > 1:
        nn.init.normal_(parameter, 0, 0.02)
groups = [
    {"params": [p for p in model.parameters() if p.dim() > 1], "weight_decay": 0.01},
    {"params": [p for p in model.parameters() if p.dim() == 1], "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups, lr=2e-5)
ids = torch.randint(5, VOCABULARY, (batch, length))
mask = torch.zeros(batch, 1, 1, length)
labels = torch.randint(0, CLASSES, (batch,))


def forward():
    model.eval()
    with torch.inference_mode():
        model(ids, mask)


def train():
    model.train()
    optimizer.zero_grad(set_to_none=True)
    nn.functional.cross_entropy(model(ids, mask), labels).backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def blas():
    """Folders and names of the linear algebra libraries in this process: Debian's builds of OpenBLAS differ in both."""
    names = set()
    try:
        with open("/proc/self/maps") as maps:
            for line in maps:
                path = os.path.realpath(line.split()[-1])
                if any(part in path.lower() for part in ("blas", "mkl_rt", "libdnnl")):
                    names.add("/".join(path.split("/")[-2:]))
    except OSError:
        pass
    return sorted(names)


if len(sys.argv) > 7:
    model.eval()
    torch.onnx.export(model, (ids, mask), sys.argv[7], opset_version=14, input_names=["ids", "mask"])
    sys.exit()
forward()
print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads(), "blas": blas()}), flush=True)
for line in sys.stdin:
    work = {"forward": forward, "train": train}[line.strip()]
    start = time.perf_counter()
    work()
    print(time.perf_counter() - start, flush=True)
