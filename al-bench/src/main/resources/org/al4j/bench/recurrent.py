"""PyTorch's side of RecurrentBenchmark: a CNN-BiLSTM-CRF of the same sizes on the same batches.

Argument: a JSON file with sizes and batches. Prints a line of JSON with the versions, then answers each line on its
input with the seconds of a training step on the next batch. Batches are tensors before the clock starts. Characters
are read for real words only. nn.LSTM, whose steps are one native call, has no dropout of its recurrent states.
"""
import json
import os
import sys
import time

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

threads = int(os.environ["OMP_NUM_THREADS"])
torch.set_num_threads(threads)
torch.manual_seed(1)
with open(sys.argv[1]) as given:
    data = json.load(given)
TAGS, DROPOUT, HIDDEN = data["tags"], 0.1, 128


def tensors(batch):
    sentences = sorted(zip(batch["sentences"], split(batch)), key=lambda one: -len(one[0]))
    lengths = torch.tensor([len(words) for words, _ in sentences])
    mask = torch.arange(int(lengths.max())) < lengths[:, None]
    spelled = [word[1] for words, _ in sentences for word in words]
    longest = max(3, max(map(len, spelled)))
    characters = torch.tensor([one + [0] * (longest - len(one)) for one in spelled])
    ids = torch.zeros(mask.shape, dtype=torch.long)
    ids[mask] = torch.tensor([word[0] for words, _ in sentences for word in words])
    tags = torch.zeros(mask.shape, dtype=torch.long)
    tags[mask] = torch.tensor([tag for _, own in sentences for tag in own])
    return ids, characters, torch.tensor([len(one) for one in spelled]), lengths, mask, tags


def split(batch):
    at, parts = 0, []
    for words in batch["sentences"]:
        parts.append(batch["tags"][at : at + len(words)])
        at += len(words)
    return parts


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(data["words"], data["width"])
        self.words.weight.requires_grad_(False)
        self.characters = nn.Embedding(data["characters"], 25, padding_idx=0)
        self.filters = nn.ModuleList(nn.Conv1d(25, 15, width) for width in (2, 3))
        self.lstm = nn.LSTM(data["width"] + 30, HIDDEN, batch_first=True, bidirectional=True)
        self.hidden, self.out = nn.Linear(2 * HIDDEN, 128), nn.Linear(128, TAGS)
        self.start, self.end = nn.Parameter(torch.zeros(TAGS)), nn.Parameter(torch.zeros(TAGS))
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.drop = nn.Dropout(DROPOUT)

    def spell(self, characters, counts):  # [N, L] -> [N, 30]
        x = self.characters(characters).transpose(1, 2)
        found = []
        for conv in self.filters:
            y = nn.functional.mish(conv(x))
            windows = (counts - conv.kernel_size[0] + 1).clamp(min=1)
            outside = torch.arange(y.shape[2]) >= windows[:, None]
            found.append(y.masked_fill(outside[:, None], -1e9).amax(2))
        return torch.cat(found, 1)

    def forward(self, ids, characters, counts, lengths, mask, tags):
        x = ids.new_zeros(*ids.shape, 30, dtype=torch.float).masked_scatter(mask[:, :, None], self.spell(characters, counts))
        x = torch.cat([self.words(ids), x], 2)
        x = x * self.drop(torch.ones(x.shape[0], 1, x.shape[2]))
        states, _ = self.lstm(pack_padded_sequence(x, lengths, batch_first=True))
        states, _ = pad_packed_sequence(states, batch_first=True)
        scores = self.out(self.drop(torch.tanh(self.hidden(self.drop(states)))))
        return (self.partition(scores, mask) - self.gold(scores, lengths, mask, tags)).mean()

    def partition(self, scores, mask):
        alpha = self.start + scores[:, 0]
        for i in range(1, scores.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + scores[:, i]
            alpha = torch.where(mask[:, i, None], after, alpha)
        return torch.logsumexp(alpha + self.end, 1)

    def gold(self, scores, lengths, mask, tags):
        emitted = (scores.gather(2, tags[:, :, None]).squeeze(2) * mask).sum(1)
        pairs = (self.transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        last = tags.gather(1, (lengths - 1)[:, None]).squeeze(1)
        return emitted + pairs + self.start[tags[:, 0]] + self.end[last]


model = Tagger().train()
learnt = [one for one in model.parameters() if one.requires_grad]
groups = [
    {"params": [p for p in learnt if p.dim() > 1], "weight_decay": 0.01},
    {"params": [p for p in learnt if p.dim() == 1], "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups, lr=1e-3)
batches = [tensors(batch) for batch in data["batches"]]
done = 0


def train():
    global done
    optimizer.zero_grad(set_to_none=True)
    model(*batches[done % len(batches)]).backward()
    nn.utils.clip_grad_norm_(learnt, 5.0)
    optimizer.step()
    done += 1


train()
print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    train()
    print(time.perf_counter() - start, flush=True)
