"""Tags sentences with a saved tagger, by transformers: FOLDER WORDS.json COUNT; prints one JSON array.

WORDS.json is an array of sentences, each an array of words; it ends when COUNT
are tagged. A sentence's tags are null where it has
more tokens than the model reads; a word without tokens is O; else the first token's tag counts.
"""
import json, os, sys
os.environ.setdefault("OMP_NUM_THREADS", "2")
import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer

folder, file, count = sys.argv[1:4]
torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
model = AutoModelForTokenClassification.from_pretrained(folder).eval()
config = model.config
most = config.max_position_embeddings - (2 if config.model_type in ("roberta", "xlm-roberta") else 0)
words_begin = {"add_prefix_space": True} if config.model_type in ("roberta", "gpt2") else {}
tokenizer = AutoTokenizer.from_pretrained(folder, **words_begin)

def tags(words):
    encoded = tokenizer(words, is_split_into_words=True, return_tensors="pt")
    if encoded["input_ids"].shape[1] > most:
        return None
    with torch.inference_mode():
        best = model(**encoded).logits[0].argmax(-1).tolist()
    found = ["O"] * len(words)
    for token, word in reversed(list(enumerate(encoded.word_ids(0)))):
        if word is not None:
            found[word] = config.id2label[best[token]]
    return found

said, left = [], int(count)
for words in json.load(open(file, encoding="utf8")):
    if left == 0:
        break
    said.append(tags(words))
    left -= said[-1] is not None
print(json.dumps(said))
