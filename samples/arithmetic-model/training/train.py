"""Trains the embedded arithmetic model: tokenizer, amateur, and the model with its reward head.

From seeds alone: the corpus comes from the Java generator of this module. See README.md for the command.
"""

import argparse
import hashlib
import json
import os
import pathlib
import platform
import shutil
import time

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import checkpoint
from corpus import Encoder, Source, export, learn_tokenizer, read
from measure import Measure
from model import Llama, Shape
from optimiser import Muon

MODULE = pathlib.Path(__file__).resolve().parent.parent

# First right solutions only: from the noisy corpus alone nothing is learned.
CLEAN = {"drill": 0.18, "chain-clean": 0.24, "plain": 0.44, "json": 0.07, "other": 0.02, "revision": 0.05}
NOISY = {"drill": 0.12, "chain": 0.26, "plain": 0.45, "json": 0.07, "other": 0.02, "revision": 0.04, "evaluation": 0.04}

LONGEST = 400
DTYPE = torch.bfloat16


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--classes", type=pathlib.Path, default=MODULE / "target" / "classes", help="where the generator is compiled")
    add("--work", type=pathlib.Path, default=MODULE / "target" / "training", help="for the corpus and checkpoints")
    add("--out", type=pathlib.Path, default=MODULE / "src" / "main" / "resources" / "decoding" / "arithmetic")
    add("--start", type=pathlib.Path, help="a model of this script to go on from, with noisy examples alone")
    add("--first", type=int, default=0, help="first example of the corpus")
    add("--seed", type=int, default=1)
    add("--vocabulary", type=int, default=1024)
    add("--shape", default="192x4x6x512", help="hidden size x layers x heads x intermediate size")
    add("--amateur", default="64x1x2x192", help="the same of the amateur")
    add("--steps", type=int, default=9000)
    add("--amateur-steps", type=int, default=1200)
    add("--tokens", type=int, default=4096, help="of a step")
    add("--clean", type=float, default=0.3, help="share of the steps with right solutions only")
    add("--decay", type=float, default=0.7, help="share of the steps in which the learning rate falls to zero")
    add("--examples", type=int, default=395_000)
    add("--muon", type=float, default=0.015, help="learning rate of the matrices")
    add("--adam", type=float, default=0.003, help="learning rate of all else")
    add("--weight-decay", type=float, default=0.1, help="of the matrices, times the learning rate")
    add("--reward", type=float, default=0.3, help="weight of the reward head's loss")
    add("--every", type=int, default=1200, help="steps between measurements")
    add("--measured", type=int, default=500, help="problems of a row of the last measurement")
    add("--compile", action="store_true", help="fuse operations with torch.compile, which needs a C++ compiler")
    return parser.parse_args()


def log(text):
    print(time.strftime("%H:%M:%S"), text, flush=True)


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value


def rate(step, steps, decay, warmup=100):
    """Warm up, stay, and fall to zero in the last share of the steps."""
    return min(1, (step + 1) / warmup, (steps - step) / (decay * steps))


def train(name, model, sources, options, steps, observe):
    muon = Muon(model.matrices(), options.muon, weight_decay=options.weight_decay)
    adam = torch.optim.AdamW(model.others(), options.adam, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    rates = [(group, group["lr"]) for optimiser in (muon, adam) for group in optimiser.param_groups]
    begin, losses, rewards, tokens = time.time(), [], [], 0
    for step in range(steps):
        for group, full in rates:
            group["lr"] = full * rate(step, steps, options.decay)
        batch = sources[step >= options.clean * steps].batch(options.tokens)
        hidden = model(batch.tokens, batch.positions, batch.groups, DTYPE)
        loss = total = F.cross_entropy(model.logits(hidden[batch.trained], DTYPE), batch.targets)
        if model.rewarding and len(batch.ends) > 0:
            reward = F.binary_cross_entropy_with_logits(model.reward(hidden[batch.ends]), batch.rights)
            total = loss + options.reward * reward
            rewards.append(reward.item())
        total.backward()
        for optimiser in (muon, adam):
            optimiser.step()
            optimiser.zero_grad()
        losses.append(loss.item())
        tokens += sum(rows * length for rows, length in batch.groups)
        if (step + 1) % 100 == 0:
            seconds = time.time() - begin
            log(f"{name} step {step + 1} loss {sum(losses[-100:]) / 100:.4f} reward "
                f"{sum(rewards[-100:]) / max(1, len(rewards[-100:])):.4f} tokens {tokens} seconds {seconds:.0f}")
        observe(step + 1)
    return {"loss": sum(losses[-100:]) / 100, "tokens": tokens, "seconds": round(time.time() - begin)}


def last_measurement(measure, test, count):
    rows = {
        "sums below 100": measure.sums(count),
        "natural": measure.plain(test["plain"][:count], show=20),
        "json": measure.json(test["json"][:count]),
        "other": measure.same(test["other"][:count]),
        "drill": measure.lines(test["drill"][:count // 10]),
        "chain greedy": measure.passes(test["chain-clean"][:count], 0.0),
        "chain T=1": measure.passes(test["chain-clean"][:count], 1.0),
        "revision": measure.revised(test["revision"][:count]),
        "self-evaluation": measure.same(test["evaluation"][:count]),
        "surprise": measure.surprise(test["chain"]),
        "reward": measure.areas(test["chain-clean"][:count * 2 // 5], 16)}
    return rounded(rows)


def short_measurement(measure, test):
    return rounded({
        "surprise": measure.surprise(test["chain"][:300]), "sums": measure.sums(100),
        "natural": measure.plain(test["plain"][:100])["all"], "json": measure.json(test["json"][:30]),
        "other": measure.same(test["other"][:30]), "drill": measure.lines(test["drill"][:30]), "greedy": measure.passes(test["chain-clean"][:100], 0.0),
        "T=1": measure.passes(test["chain-clean"][:200], 1.0), "revision": measure.revised(test["revision"][:40]),
        "self-evaluation": measure.same(test["evaluation"][:100]),
        "reward": measure.areas(test["chain-clean"][:25], 8)})


def train_amateur(build, sources, options, encoder, test, directory):
    model = build(options.amateur, rewarding=False)
    sources = [Source(source.examples, options.seed + 2 + i) for i, source in enumerate(sources)]
    facts = train("amateur", model, sources, options, options.amateur_steps, lambda step: None)
    checkpoint.round_weights(model)
    measure = Measure(model, encoder)
    facts.update(rounded({"parameters": sum(p.numel() for p in model.parameters()),
                          "surprise": measure.surprise(test["chain"]),
                          "chain greedy": measure.passes(test["chain-clean"][:200], 0.0),
                          "natural": measure.plain(test["plain"][:200])}))
    log(f"amateur {json.dumps(facts)}")
    checkpoint.write(model, encoder.tokenizer, directory)
    return facts


def hashes(directory):
    return {str(file.relative_to(directory)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(directory.rglob("*")) if file.is_file() and file.suffix in (".json", ".safetensors")
            and file.name != "training.json"}


def main():
    options = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    begin = time.time()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)

    # The corpus comes first; the tests, one file a kind, are of problems that training never sees.
    count = options.examples
    clean_count = round(count * options.clean)
    clean, noisy = work / f"clean-{options.first}-{count}.jsonl", work / f"noisy-{options.first}-{count}.jsonl"
    if not options.start:
        export(clean, options.classes, clean_count, CLEAN, start=options.first)
    export(noisy, options.classes, count - clean_count, NOISY, start=options.first + count)
    test = {}
    for kind in ("chain", "chain-clean", "plain", "json", "other", "drill", "revision", "evaluation"):
        export(work / f"test-{kind}.jsonl", options.classes, 1000, {kind: 1}, split="test")
        test[kind] = list(read(work / f"test-{kind}.jsonl"))
    log("corpus exported")

    if options.start:
        tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
    else:
        tokenizer = learn_tokenizer((message["content"] for file in (clean, noisy)
                                     for record, _ in zip(read(file), range(30_000))
                                     for message in record["messages"]), options.vocabulary)
    encoder = Encoder(tokenizer)

    def source(file, seed):
        examples = encoder.encode(read(file))
        fitting = [example for example in examples if len(example.tokens) <= LONGEST]
        log(f"{file.name}: {len(examples)} examples, {len(examples) - len(fitting)} too long, "
            f"{sum(len(example.tokens) for example in fitting)} tokens")
        return Source(fitting, seed)

    if options.start:
        sources = [source(noisy, options.seed)] * 2
    else:
        sources = [source(clean, options.seed), source(noisy, options.seed + 1)]
    facts = {"seed": options.seed, "options": {key: str(value) for key, value in vars(options).items()
                                               if key not in ("classes", "work", "out", "start")},
             "clean": CLEAN, "noisy": NOISY, "vocabulary": tokenizer.get_vocab_size(), "torch": torch.__version__,
             "processor": platform.processor() or platform.machine()}

    def build(shape, rewarding):
        model = Llama(Shape.of(tokenizer.get_vocab_size(), shape), torch.Generator().manual_seed(options.seed), rewarding)
        if options.compile:
            model.compile_layers()
        return model

    model = build(options.shape, rewarding=True)
    if options.start:
        checkpoint.read(model, options.start)
    measure = Measure(model, encoder)

    def observe(step):
        if step % options.every == 0 and step < options.steps:
            log(f"step {step} {json.dumps(short_measurement(measure, test))}")
            checkpoint.write(model, tokenizer, work / f"checkpoint-{step}")

    facts["model"] = train("model", model, sources, options, options.steps, observe)
    checkpoint.round_weights(model)
    checkpoint.write(model, tokenizer, work / "model")
    if options.start:
        before = options.start / "training.json"
        facts["before"] = json.loads(before.read_text()) if before.exists() else None
        shutil.copytree(options.start / "amateur", work / "model" / "amateur", dirs_exist_ok=True)
    else:
        facts["amateur"] = train_amateur(build, sources, options, encoder, test, work / "model" / "amateur")

    facts["model"].update({"parameters": sum(p.numel() for p in model.parameters()),
                           "measured": last_measurement(measure, test, options.measured)})
    facts["seconds"] = round(time.time() - begin)
    facts["sha256"] = hashes(work / "model")
    (work / "model" / "training.json").write_text(json.dumps(facts, indent=2) + "\n")
    shutil.copytree(work / "model", options.out, dirs_exist_ok=True)
    log(json.dumps(facts))


if __name__ == "__main__":
    main()
