"""The peer of EmbeddingBenchmark: mean-pooled vectors of texts by BERT in plain PyTorch, weights made up.

Arguments: layers hidden heads intermediate ids. The last is a file of JSON lines, the tokens of a text each. Texts are
sorted by length and padded to the longest of their batch of 32. Prints a line of JSON with the versions, then answers
each line on its input with the seconds that all texts took.
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
layers, hidden, heads, intermediate = map(int, sys.argv[1:5])
BATCH = 32


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, intermediate), nn.Linear(intermediate, hidden)
        self.first, self.second = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x, mask):
        def split(y):
            return y.view(y.shape[0], y.shape[1], heads, hidden // heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = (q @ k.transpose(-1, -2) / math.sqrt(hidden // heads) + mask).softmax(-1)
        x = self.first(x + self.output((weights @ v).transpose(1, 2).reshape(x.shape)))
        return self.second(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, hidden), nn.Embedding(512, hidden)
        self.types, self.norm = nn.Embedding(2, hidden), nn.LayerNorm(hidden, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(layers))

    def forward(self, ids, real):
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types.weight[0])
        mask = (1 - real)[:, None, None] * -1e9
        for block in self.blocks:
            x = block(x, mask)
        pooled = (x * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        return nn.functional.normalize(pooled)


model = Encoder().eval()
texts = sorted((json.loads(line) for line in open(sys.argv[5])), key=len)
batches = []
for start in range(0, len(texts), BATCH):
    part = texts[start : start + BATCH]
    longest = max(map(len, part))
    ids = torch.tensor([one + [0] * (longest - len(one)) for one in part])
    lengths = torch.tensor([len(one) for one in part])
    batches.append((ids, (torch.arange(longest)[None] < lengths[:, None]).float()))


def run():
    with torch.inference_mode():
        for ids, real in batches:
            model(ids, real)


print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    run()
    print(time.perf_counter() - start, flush=True)
