"""Stage 1, pretrained vision: the transformer learns the findings of each phantom, for the whole image and patch by patch, with
linear heads. Goes on from OUT where that is there.  vision.py DATA OUT STEPS"""
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from images import Phantoms
from model import VISION_WIDTH, Vision
from record import record

BATCH, RATE, HELD = 64, 1.5e-3, 1000
# Most patches show nothing: they count less, or nothing is what the heads would say everywhere.
NOTHING = 0.1


class Stage(nn.Module):
    """Vision with its heads: the whole image's domain and findings; each patch's finding, with and without its place."""

    def __init__(self, labels, kinds):
        super().__init__()
        self.vision = Vision()
        self.whole, self.patch, self.kind = (nn.Linear(VISION_WIDTH, size) for size in (5 + labels, labels + 1, kinds + 1))

    def forward(self, pixels):
        features = self.vision(pixels)
        return features, self.whole(features.mean(1)), self.patch(features), self.kind(features)


def loss_of(stage, data, indices, generator):
    pixels, shift = data.batch(indices, generator)
    domain, findings, patches = data.targets(indices, shift)
    features, whole, patch, kind = stage(pixels)
    # "Nothing" is the last class.
    kinds = torch.where(patches >= 0, data.kind_of_label[patches.clamp(min=0)], torch.tensor(len(data.kinds)))
    labels = torch.where(patches >= 0, patches, torch.tensor(len(data.labels)))
    losses = [
        F.cross_entropy(whole[:, :5], domain),
        10 * F.binary_cross_entropy_with_logits(whole[:, 5:], findings, pos_weight=torch.tensor(5.0)),
        F.cross_entropy(patch.flatten(0, 1), labels.flatten(), weight=weights(len(data.labels))),
        F.cross_entropy(kind.flatten(0, 1), kinds.flatten(), weight=weights(len(data.kinds))),
        1e-3 * features.pow(2).mean(),
    ]
    return sum(losses)


def weights(classes):
    return torch.tensor([1.0] * classes + [NOTHING])


def evaluate(stage, data, indices):
    """Shares of images with the right domain, and with exactly the right findings (patch head: a label that two patches' worth of probability show)."""
    stage.eval()
    domains = exact = 0
    with torch.no_grad():
        for start in range(0, len(indices), 100):
            part = indices[start : start + 100]
            domain, findings, _ = data.targets(part)
            _, whole, patch, _ = stage(data.batch(part)[0])
            domains += (whole[:, :5].argmax(1) == domain).sum().item()
            shown = patch.softmax(2)[:, :, :-1].amax(1) > 0.8
            exact += (shown.float() == findings).all(1).sum().item()
    stage.train()
    return domains / len(indices), exact / len(indices)


def main(pattern, out, steps):
    torch.manual_seed(1)
    torch.set_num_threads(2)
    data = Phantoms(pattern)
    generator = np.random.default_rng(len(data) + steps)
    held, order = np.arange(len(data) - HELD, len(data)), []
    stage = Stage(len(data.labels), len(data.kinds))
    if os.path.exists(out):
        stage.load_state_dict(torch.load(out))
    optimiser = torch.optim.AdamW(stage.parameters(), RATE, weight_decay=0.02, betas=(0.9, 0.98))
    began = time.time()
    for step in range(steps):
        if len(order) < BATCH:
            order = list(generator.permutation(len(data) - HELD))
        indices = np.array([order.pop() for _ in range(BATCH)])
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 100) * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-5
        loss = loss_of(stage, data, indices, generator)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(stage.parameters(), 1.0)
        optimiser.step()
        if (step + 1) % 50 == 0:
            accuracy = evaluate(stage, data, held) if (step + 1) % 200 == 0 else None
            print(json.dumps({"step": step + 1, "seconds": round(time.time() - began), "loss": round(loss.item(), 4), "held": accuracy}), flush=True)
        if (step + 1) % 200 == 0 or step + 1 == steps:
            torch.save(stage.state_dict(), out)
    domains, exact = evaluate(stage, data, held)
    result = {"stage": "vision", "images": len(data) - HELD, "steps": steps, "batch": BATCH, "seconds": round(time.time() - began), "domain": domains, "exactFindings": exact}
    record(result, os.path.dirname(out))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
