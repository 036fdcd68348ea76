"""The Llama architecture over a flat batch of tokens, small enough to be trained on one processor core."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


REWARD_HIDDEN = 32


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    hidden: int
    layers: int
    heads: int
    intermediate: int
    theta: float = 10000.0
    epsilon: float = 1e-5

    @staticmethod
    def of(vocabulary, text):
        """Reads hidden size, layers, heads and intermediate size, such as 160x5x5x448."""
        return Shape(vocabulary, *map(int, text.split("x")))


def rms(x, gain, epsilon):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon) * gain


def rotate(x, cos, sin):
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


def queries_keys_values(x, gain, weights, cos, sin, heads, epsilon):
    h = rms(x, gain, epsilon).to(weights.dtype)
    q, k, v = (F.linear(h, w).view(x.shape[0], heads, -1) for w in weights)
    return rotate(q, cos, sin).to(v.dtype), rotate(k, cos, sin).to(v.dtype), v


def attended(x, attention, output, gain, gate, up, down, epsilon):
    x = x + F.linear(attention, output)
    h = rms(x, gain, epsilon).to(gate.dtype)
    return x + F.linear(F.silu(F.linear(h, gate)) * F.linear(h, up), down)


def causal_attention(q, k, v):
    """Explicit, since for short rows of bfloat16 on a processor it is four times as fast as the fused one."""
    length = q.shape[2]
    mask = torch.full((length, length), -math.inf, dtype=q.dtype).triu(1)
    return torch.softmax(q @ k.mT * q.shape[3] ** -0.5 + mask, dim=-1) @ v


class Llama(nn.Module):
    """Weights are stacked by layer, so that the optimiser can treat all matrices of one shape at once."""

    def __init__(self, shape, generator, rewarding=True):
        super().__init__()
        self.shape, self.rewarding = shape, rewarding
        d, f, n = shape.hidden, shape.intermediate, shape.layers

        def normal(*size, std):
            return nn.Parameter(torch.randn(*size, generator=generator) * std)

        self.embedding = normal(shape.vocabulary, d, std=0.05)
        self.attention = normal(n, 4, d, d, std=1 / math.sqrt(d))
        self.gate = normal(n, f, d, std=1 / math.sqrt(d))
        self.up = normal(n, f, d, std=1 / math.sqrt(d))
        self.down = nn.Parameter(torch.zeros(n, d, f))
        self.attention.data[:, 3] = 0
        self.norm1 = nn.Parameter(torch.ones(n, d))
        self.norm2 = nn.Parameter(torch.ones(n, d))
        self.norm = nn.Parameter(torch.ones(d))
        if rewarding:
            self.reward1 = normal(REWARD_HIDDEN, d, std=1 / math.sqrt(d))
            self.reward1_bias = nn.Parameter(torch.zeros(REWARD_HIDDEN))
            self.reward2 = nn.Parameter(torch.zeros(1, REWARD_HIDDEN))
            self.reward2_bias = nn.Parameter(torch.zeros(1))
        self.compiled = queries_keys_values, attended

    def matrices(self):
        return [self.attention, self.gate, self.up, self.down]

    def others(self):
        return [p for p in self.parameters() if all(p is not matrix for matrix in self.matrices())]

    def compile_layers(self):
        """Fuses what is between matrix products and attention; needs a C++ compiler, and gains a sixth."""
        self.compiled = torch.compile(queries_keys_values, dynamic=False), torch.compile(attended, dynamic=False)

    def angles(self, positions):
        half = self.shape.hidden // self.shape.heads // 2
        frequencies = self.shape.theta ** (-torch.arange(half, dtype=torch.float32) / half)
        angle = positions.float()[:, None, None] * frequencies
        return angle.cos(), angle.sin()

    def forward(self, tokens, positions, groups, dtype):
        """Final normed hidden states [tokens, hidden]; groups are (rows, length) of consecutive tokens."""
        s = self.shape
        pre, post = self.compiled if torch.is_grad_enabled() else (queries_keys_values, attended)
        cos, sin = self.angles(positions)
        x = F.embedding(tokens, self.embedding)
        attention, gate, up, down = (w.to(dtype) for w in (self.attention, self.gate, self.up, self.down))
        for i in range(s.layers):
            q, k, v = pre(x, self.norm1[i], attention[i, :3], cos, sin, s.heads, s.epsilon)
            parts, start = [], 0
            for rows, length in groups:
                end = start + rows * length
                part = [t[start:end].view(rows, length, s.heads, -1).transpose(1, 2) for t in (q, k, v)]
                parts.append(causal_attention(*part).transpose(1, 2).reshape(rows * length, s.hidden))
                start = end
            if start < len(tokens):
                parts.append(q.new_zeros(len(tokens) - start, s.hidden))
            x = post(x, torch.cat(parts), attention[i, 3], self.norm2[i], gate[i], up[i], down[i], s.epsilon)
        return rms(x, self.norm, s.epsilon)

    def logits(self, hidden, dtype=torch.float32):
        return F.linear(hidden.to(dtype), self.embedding.to(dtype)).float()

    def reward(self, hidden):
        """Logit of the probability that all steps so far are right, at the token that ends a step."""
        h = F.silu(F.linear(hidden, self.reward1, self.reward1_bias))
        return F.linear(h, self.reward2, self.reward2_bias).squeeze(-1)
