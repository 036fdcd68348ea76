"""Batched generation with a key-value cache, to measure checkpoints while training."""

import math

import torch
import torch.nn.functional as F

from model import rms, rotate


@torch.no_grad()
def generate(model, prompts, end, limit, temperature=0.0, seed=0, rows=256):
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    generator = torch.Generator().manual_seed(seed)
    results = [None] * len(prompts)
    for at in range(0, len(order), rows):
        some = order[at:at + rows]
        for i, tokens in zip(some, generate_rows(model, [prompts[i] for i in some], end, limit, temperature, generator)):
            results[i] = tokens
    return results


def generate_rows(model, prompts, end, limit, temperature, generator):
    s = model.shape
    n, longest = len(prompts), max(map(len, prompts))
    pads = torch.tensor([longest - len(p) for p in prompts])
    tokens = torch.stack([F.pad(torch.as_tensor(p, dtype=torch.long), (longest - len(p), 0)) for p in prompts])
    keys = torch.zeros(s.layers, n, s.heads, longest + limit, s.hidden // s.heads)
    values = torch.zeros_like(keys)
    allowed = torch.arange(longest + limit)[None, :] >= pads[:, None]
    live, results, start = torch.arange(n), [[] for _ in range(n)], 0
    for _ in range(limit):
        m, length = tokens.shape
        stop = start + length
        places = torch.arange(start, stop)
        cos, sin = model.angles(places)
        mask = allowed[:, None, None, :stop] & (places[:, None] >= torch.arange(stop)[None, :])[None, None]
        mask = torch.where(mask, 0.0, -1e9)
        x = F.embedding(tokens, model.embedding)
        for i in range(s.layers):
            h = rms(x, model.norm1[i], s.epsilon)
            q, k, v = (F.linear(h, w).view(m, length, s.heads, -1) for w in model.attention[i, :3])
            q, k, v = (t.transpose(1, 2) for t in (rotate(q, cos, sin), rotate(k, cos, sin), v))
            keys[i, :, :, start:stop], values[i, :, :, start:stop] = k, v
            a = torch.softmax(q @ keys[i, :, :, :stop].mT / math.sqrt(q.shape[3]) + mask, dim=-1)
            x = x + F.linear((a @ values[i, :, :, :stop]).transpose(1, 2).reshape(m, length, -1), model.attention[i, 3])
            h = rms(x, model.norm2[i], s.epsilon)
            x = x + F.linear(F.silu(F.linear(h, model.gate[i])) * F.linear(h, model.up[i]), model.down[i])
        logits = model.logits(rms(x[:, -1], model.norm, s.epsilon))
        if temperature == 0:
            chosen = logits.argmax(-1)
        else:
            chosen = torch.multinomial((logits / temperature).softmax(-1), 1, generator=generator).squeeze(1)
        for row, token in zip(live.tolist(), chosen.tolist()):
            if token != end:
                results[row].append(token)
        keep = (chosen != end).nonzero().squeeze(1)
        if len(keep) == 0:
            break
        if len(keep) < m:
            keys, values, allowed, live, chosen = keys[:, keep], values[:, keep], allowed[keep], live[keep], chosen[keep]
        tokens, start = chosen[:, None], stop
    return results
