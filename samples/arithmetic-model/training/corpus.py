"""Exports examples with the Java generator, learns the vocabulary, and packs examples into flat batches."""

import json
import random
import subprocess
from dataclasses import dataclass

import numpy
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

START, END = "<|im_start|>", "<|im_end|>"
ROLES = ("system", "user", "assistant")


def export(file, classes, examples, mix, split="training", start=0):
    """Writes the examples start to start + examples of a split, unless the file is there."""
    if not file.exists():
        partial = file.with_name("partial.jsonl")
        subprocess.run(["java", "-cp", str(classes), "dev.decoding.arithmetic.TrainingExport", "--out", str(partial),
                        "--examples", str(examples), "--from", str(start), "--split", split,
                        "--mix", ",".join(f"{kind}={share}" for kind, share in mix.items())], check=True)
        partial.rename(file)


def read(file):
    with open(file) as lines:
        for line in lines:
            yield json.loads(line)


def learn_tokenizer(texts, vocabulary):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=vocabulary, min_frequency=2, show_progress=False,
        special_tokens=[AddedToken(START, special=True), AddedToken(END, special=True)],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return tokenizer


@dataclass
class Example:
    kind: str
    tokens: numpy.ndarray
    trained: numpy.ndarray  # places of the tokens that bear loss
    ends: list  # places of the tokens that end a step of a chain
    rights: list  # whether all steps up to there are right


class Encoder:
    """Turns records into tokens as the chat template does, and finds what bears loss."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.start, self.end = tokenizer.token_to_id(START), tokenizer.token_to_id(END)
        self.roles = {role: tokenizer.encode(role + "\n").ids for role in ROLES}
        (self.line_break,) = tokenizer.encode("\n").ids

    def prompt(self, messages):
        tokens = []
        for message in messages:
            content = self.tokenizer.encode(message["content"]).ids
            tokens += [self.start, *self.roles[message["role"]], *content, self.end, self.line_break]
        return tokens + [self.start, *self.roles["assistant"]]

    def encode(self, records):
        """Encodes many records in one go, since most of the cost is the crossing into native code."""
        records = list(records)
        texts = [message["content"] for record in records for message in record["messages"]]
        contents = iter(self.tokenizer.encode_batch_fast(texts, add_special_tokens=False))
        return [self.example(record, [next(contents).ids for _ in record["messages"]]) for record in records]

    def example(self, record, contents):
        tokens, trained, ends, rights = [], [], [], []
        attempts = iter(record.get("attempts", ()))
        for i, (message, content) in enumerate(zip(record["messages"], contents)):
            tokens += [self.start, *self.roles[message["role"]]]
            at = len(tokens)
            tokens += [*content, self.end, self.line_break]
            if i in record["train"]:
                trained += range(at, at + len(content) + 1)
            labels = next(attempts, None) if message["role"] == "assistant" else None
            if labels is not None:
                breaks = [at + j for j, token in enumerate(content) if token == self.line_break]
                if "Answer" in message["content"]:
                    breaks += [at + len(content) - 1, at + len(content)]
                else:
                    breaks.append(at + len(content))  # of a beginning, whose last line has no break
                ends += breaks
                rights += (labels + labels[-1:] * 2)[:len(breaks)]
        return Example(record["kind"], numpy.array(tokens[:-1], dtype=numpy.int16),
                       numpy.array(trained, dtype=numpy.int16), ends, rights)


@dataclass
class Batch:
    tokens: torch.Tensor
    positions: torch.Tensor
    groups: list  # rows and length of each run of rows of one length
    trained: torch.Tensor  # places whose next token bears loss
    targets: torch.Tensor
    ends: torch.Tensor
    rights: torch.Tensor
    sizes: list  # tokens that bear loss, by row


def grouped(examples, slack=1.12):
    """Sorts examples by length, and starts a group where padding would cost too much."""
    groups = []
    for example in sorted(examples, key=lambda example: len(example.tokens)):
        if not groups or len(example.tokens) > slack * len(groups[-1][0].tokens) + 2:
            groups.append([])
        groups[-1].append(example)
    return groups


def padded_size(groups):
    return sum(len(group) * len(group[-1].tokens) for group in groups)


def pack(groups, size=0):
    """Lays the rows of all groups one behind the other, and fills up to a size."""
    fill = max(0, size - padded_size(groups))
    tokens, positions, trained, targets, ends, rights, at = [], [], [], [], [], [], 0
    for group in groups:
        length = len(group[-1].tokens)
        for example in group:
            tokens.append(numpy.pad(example.tokens.astype(numpy.int64), (0, length - len(example.tokens))))
            positions.append(numpy.arange(length))
            trained.append(at + example.trained.astype(numpy.int64) - 1)
            targets.append(example.tokens[example.trained].astype(numpy.int64))
            ends += [at + end for end in example.ends]
            rights += example.rights
            at += length
    tokens.append(numpy.zeros(fill, dtype=numpy.int64))
    positions.append(numpy.zeros(fill, dtype=numpy.int64))
    tokens, positions, trained, sizes = *map(numpy.concatenate, (tokens, positions, trained)), [len(t) for t in targets]
    return Batch(torch.from_numpy(tokens), torch.from_numpy(positions),
                 [(len(group), len(group[-1].tokens)) for group in groups],
                 torch.from_numpy(trained), torch.from_numpy(numpy.concatenate(targets)),
                 torch.tensor(ends, dtype=torch.long), torch.tensor(rights, dtype=torch.float32), sizes)


class Source:
    """Draws examples in shuffled rounds, as many at a time as fill a batch."""

    def __init__(self, examples, seed):
        self.random = random.Random(seed)
        self.examples = list(examples)
        self.left = []
        self.rounds = 0

    def draw(self):
        if not self.left:
            self.left = self.examples[:]
            self.random.shuffle(self.left)
            self.rounds += 1
        return self.left.pop()

    def batch(self, size):
        some, total = [], 0
        while total < 0.93 * size:
            some.append(self.draw())
            total += len(some[-1].tokens)
        while padded_size(grouped(some)) > size:
            self.left.append(some.pop())
        return pack(grouped(some), size)
