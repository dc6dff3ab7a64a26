"""The demo model: a CLIP-style vision transformer, LLaVA-1.5's two-layer projector and a Llama language model, all tiny.

Every operation is the one that llama.cpp runs for a `clip` file with projector type `mlp` and for a `llama` file, so that the
exported tensors mean the same there: class embedding first, pre-norm, quick GELU, no post-norm, patch features without the class
token; tanh GELU in the projector; rotary embedding of neighbouring pairs, RMS norm, SwiGLU, tied output.
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

IMAGE, PATCH = 128, 16
GRID = IMAGE // PATCH
IMAGE_TOKENS = GRID * GRID
VISION_WIDTH, VISION_LAYERS, VISION_HEADS = 128, 6, 4
LM_WIDTH, LM_LAYERS, LM_HEADS, LM_HIDDEN = 192, 4, 6, 512
# OpenAI CLIP's, as in LLaVA-Med.
MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)
EPS = 1e-5


def attend(q, k, v, mask=None):
    """`mask` is added to the scores: 0 where a token may look, else -inf."""
    scores = (q / math.sqrt(q.shape[-1])) @ k.transpose(-1, -2)
    if mask is not None:
        scores = scores + mask
    return scores.softmax(-1) @ v


class VisionBlock(nn.Module):
    def __init__(self, width=VISION_WIDTH, heads=VISION_HEADS):
        super().__init__()
        self.heads = heads
        self.ln1, self.ln2 = nn.LayerNorm(width, EPS), nn.LayerNorm(width, EPS)
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        n, t, w = x.shape
        h = self.ln1(x)
        q, k, v = (f(h).view(n, t, self.heads, w // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        x = x + self.out(attend(q, k, v).transpose(1, 2).reshape(n, t, w))
        h = self.up(self.ln2(x))
        return x + self.down(h * torch.sigmoid(1.702 * h))


class Vision(nn.Module):
    """Normalised RGB (n, 3, IMAGE, IMAGE) to patch features (n, IMAGE_TOKENS, VISION_WIDTH)."""

    def __init__(self, width=VISION_WIDTH, layers=VISION_LAYERS):
        super().__init__()
        self.patch = nn.Conv2d(3, width, PATCH, PATCH, bias=False)
        self.cls = nn.Parameter(torch.randn(width) * 0.02)
        self.position = nn.Parameter(torch.randn(IMAGE_TOKENS + 1, width) * 0.02)
        self.pre = nn.LayerNorm(width, EPS)
        self.blocks = nn.ModuleList(VisionBlock() for _ in range(layers))

    def forward(self, pixels):
        n = pixels.shape[0]
        # The convolution as a matrix product: the stride is the kernel's size.
        patches = pixels.view(n, 3, GRID, PATCH, GRID, PATCH).permute(0, 2, 4, 1, 3, 5).reshape(n, IMAGE_TOKENS, -1)
        x = patches @ self.patch.weight.flatten(1).t()
        x = self.pre(torch.cat([self.cls.expand(n, 1, -1), x], 1) + self.position)
        for block in self.blocks:
            x = block(x)
        return x[:, 1:]


class Projector(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(VISION_WIDTH, LM_WIDTH), nn.Linear(LM_WIDTH, LM_WIDTH)

    def forward(self, x):
        return self.second(F.gelu(self.first(x), approximate="tanh"))


class RmsNorm(nn.Module):
    def __init__(self, width=LM_WIDTH):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return self.weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPS)


def rotary(positions, dimensions):
    """cos and sin of (n, t) positions, each (n, 1, t, dimensions / 2)."""
    frequencies = 10000.0 ** (-torch.arange(0, dimensions, 2) / dimensions)
    angles = positions[:, None, :, None].float() * frequencies
    return angles.cos(), angles.sin()


def rotate(x, cos, sin):
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)


class LanguageBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn_norm, self.ffn_norm = RmsNorm(), RmsNorm()
        self.q, self.k, self.v, self.out = (nn.Linear(LM_WIDTH, LM_WIDTH, bias=False) for _ in range(4))
        self.gate, self.up = (nn.Linear(LM_WIDTH, LM_HIDDEN, bias=False) for _ in range(2))
        self.down = nn.Linear(LM_HIDDEN, LM_WIDTH, bias=False)

    def forward(self, x, cos, sin, mask):
        n, t, w = x.shape
        h = self.attn_norm(x)
        q, k, v = (f(h).view(n, t, LM_HEADS, w // LM_HEADS).transpose(1, 2) for f in (self.q, self.k, self.v))
        x = x + self.out(attend(rotate(q, cos, sin), rotate(k, cos, sin), v, mask).transpose(1, 2).reshape(n, t, w))
        h = self.ffn_norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Language(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, LM_WIDTH)
        nn.init.normal_(self.embed.weight, std=0.05)
        self.blocks = nn.ModuleList(LanguageBlock() for _ in range(LM_LAYERS))
        self.norm = RmsNorm()
        for block in self.blocks:
            for linear in (block.q, block.k, block.v, block.gate, block.up):
                nn.init.normal_(linear.weight, std=LM_WIDTH ** -0.5)
            for linear in (block.out, block.down):
                nn.init.normal_(linear.weight, std=linear.in_features ** -0.5 / math.sqrt(2 * LM_LAYERS))

    def forward(self, x, positions, mask):
        """Embeddings (n, t, LM_WIDTH), positions (n, t), mask (n, t, t) true where a token may look; hidden states after the last norm."""
        cos, sin = rotary(positions, LM_WIDTH // LM_HEADS)
        mask = torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))
        for block in self.blocks:
            x = block(x, cos, sin, mask[:, None])
        return self.norm(x)

    def logits(self, hidden):
        return hidden @ self.embed.weight.t()
