"""Measures a model on examples that it was not trained on."""

import json
import random
from itertools import zip_longest

import torch
import torch.nn.functional as F

from corpus import grouped, pack
from generate import generate

TIERS = range(1, 6)


def area(scores, labels):
    """Area under the curve: how likely a right one scores above a wrong one; None without both."""
    scores, labels = torch.tensor(scores), torch.tensor(labels, dtype=torch.bool)
    right, wrong = scores[labels][:, None], scores[~labels]
    if right.numel() == 0 or wrong.numel() == 0:
        return None
    return ((right > wrong).float() + 0.5 * (right == wrong).float()).mean().item()


def mean_area(groups):
    """Mean of the areas of the groups that have right and wrong ones."""
    areas = [a for a in (area(*zip(*pairs)) for pairs in groups.values()) if a is not None]
    return sum(areas) / max(1, len(areas))


def share(values):
    values = list(values)
    return sum(values) / max(1, len(values))


def answer(text):
    return text.rsplit("Answer:", 1)[-1].strip()


def json_answer(text):
    try:
        return json.loads(text)["answer"]
    except (ValueError, KeyError, TypeError):
        return None


class Measure:

    def __init__(self, model, encoder):
        self.model, self.encoder = model, encoder

    def write(self, conversations, temperature=0.0, seed=0, limit=220):
        prompts = [self.encoder.prompt(messages) for messages in conversations]
        written = generate(self.model, prompts, self.encoder.end, limit, temperature, seed)
        return [self.encoder.tokenizer.decode(tokens) for tokens in written]

    def last(self, records, temperature=0.0):
        return self.write([record["messages"][:-1] for record in records], temperature)

    @torch.no_grad()
    def surprise(self, records):
        """Loss of noisy chains in nats a token, and how much of it is above the entropy of the corpus."""
        total = nats = tokens = 0
        for at in range(0, len(records), 100):
            some = records[at:at + 100]
            batch = pack(grouped(self.encoder.encode(some)))
            hidden = self.model(batch.tokens, batch.positions, batch.groups, torch.float32)
            total += F.cross_entropy(self.model.logits(hidden[batch.trained]), batch.targets, reduction="sum").item()
            nats += sum(record["nats"] for record in some)
            tokens += len(batch.targets)
        return {"loss": total / tokens, "excess": (total - nats) / tokens,
                "nats a solution": total / len(records), "entropy a solution": nats / len(records)}

    def sums(self, count, seed=5):
        """Sums of two numbers below 100, in the words that people use most."""
        draw = random.Random(seed)
        pairs = [(draw.randrange(100), draw.randrange(100)) for _ in range(count)]
        forms = ("What is {} + {}?", "{} + {}", "{}+{}", "What is {} plus {}?", "Calculate {} + {}.")
        asked = [[{"role": "user", "content": draw.choice(forms).format(*pair)}] for pair in pairs]
        return share(answer(text) == str(sum(pair)) for text, pair in zip(self.write(asked), pairs))

    def plain(self, records, show=0):
        texts = self.last(records)
        right = [answer(text) == answer(record["messages"][-1]["content"]) for text, record in zip(texts, records)]
        wrong = [pair for pair, good in zip(zip(records, texts), right) if not good]
        for record, text in wrong[:show]:
            print("  ", repr(record["messages"][-2]["content"]), repr(text), flush=True)
        several = [good for good, record in zip(right, records) if record["messages"][-1]["content"].count("\n") > 1]
        return {"all": share(right), "several steps": share(several)}

    def same(self, records):
        return share(text == record["messages"][-1]["content"] for text, record in zip(self.last(records), records))

    def lines(self, records):
        """Share of the lines of all answers that are right."""
        return share(line == wanted for text, record in zip(self.last(records), records)
                     for line, wanted in zip_longest(text.split("\n"), record["messages"][-1]["content"].split("\n")))

    def json(self, records):
        return share(json_answer(text) == json_answer(record["messages"][-1]["content"])
                     for text, record in zip(self.last(records), records))

    def revised(self, records):
        return share(answer(text) == answer(record["messages"][-1]["content"])
                     for text, record in zip(self.last(records), records))

    def passes(self, records, temperature):
        """Share of right answers of chains with their right solutions, overall and by tier."""
        texts = self.last(records, temperature)
        right = [answer(text) == answer(record["messages"][-1]["content"]) for text, record in zip(texts, records)]
        tiers = [share(good for good, record in zip(right, records) if record["tier"] == tier) for tier in TIERS]
        return {"all": share(right), "tiers": tiers}

    @torch.no_grad()
    def areas(self, records, samples):
        """Areas under the curve of the reward head over samples at temperature 1 of chains."""
        texts = self.write([r["messages"][:-1] for r in records for _ in range(samples)], temperature=1.0)
        pooled, steps, ends, of_problem = [], {}, {}, {}
        for at, record in enumerate(records):
            truth = record["messages"][-1]["content"].split("\n")
            for text in texts[at * samples:(at + 1) * samples]:
                lines = text.split("\n")
                labels = [lines[:i + 1] == truth[:i + 1] for i in range(len(lines) - 1)]
                if not labels or "Answer" not in lines[-1]:
                    continue
                messages = record["messages"][:-1] + [{"role": "assistant", "content": text}]
                example = self.encoder.encode([{"kind": "chain", "messages": messages, "train": [len(messages) - 1],
                                                "attempts": [labels]}])[0]
                batch = pack(grouped([example]))
                hidden = self.model(batch.tokens, batch.positions, batch.groups, torch.float32)
                scores = self.model.reward(hidden[batch.ends]).tolist()
                for i, pair in enumerate(zip(scores, labels)):
                    pooled.append(pair)
                    steps.setdefault((at, i), []).append(pair)
                    of_problem.setdefault(at, []).append(pair)
                ends.setdefault(at, []).append((scores[-1], labels[-1]))
        return {"pooled": area(*zip(*pooled)) if pooled else None, "within problems": mean_area(of_problem),
                "within problems, same step": mean_area(steps), "within problems, at the end": mean_area(ends)}
