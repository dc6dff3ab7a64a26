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

BATCH, RATE = 64, 1.5e-3


def evaluate(vision, pooled, data, indices):
    vision.eval()
    domains = exact = count = 0
    with torch.no_grad():
        for start in range(0, len(indices), 100):
            part = indices[start : start + 100]
            x, shift = data.batch(part)
            domain, whole, _ = data.targets(part, shift)
            out = pooled(vision(x).mean(1))
            domains += (out[:, :5].argmax(1) == domain).sum().item()
            exact += ((out[:, 5:] > 0).float() == whole).all(1).sum().item()
            count += len(part)
    vision.train()
    return domains / count, exact / count


def main(pattern, out, steps):
    torch.manual_seed(1)
    torch.set_num_threads(2)
    generator = np.random.default_rng(1)
    data = Phantoms(pattern)
    held = np.arange(len(data) - 1000, len(data))
    train = np.arange(len(data) - 1000)
    vision = Vision()
    pooled, local = nn.Linear(VISION_WIDTH, 5 + len(data.labels)), nn.Linear(VISION_WIDTH, len(data.labels))
    stages = nn.ModuleDict({"vision": vision, "pooled": pooled, "local": local})
    if os.path.exists(out):
        stages.load_state_dict(torch.load(out))
    parameters = [*stages.parameters()]
    optimiser = torch.optim.AdamW(parameters, RATE, weight_decay=0.02, betas=(0.9, 0.98))
    began, step, seen, log = time.time(), 0, 0, []
    done = False
    while not done:
        order = generator.permutation(train)
        for start in range(0, len(order) - BATCH, BATCH):
            share = step / steps
            if share >= 1:
                done = True
                break
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 100) * 0.5 * (1 + np.cos(np.pi * share)) + 1e-5
            part = order[start : start + BATCH]
            x, shift = data.batch(part, generator)
            domain, whole, patches = data.targets(part, shift)
            features = vision(x)
            whole_out, patch_out = pooled(features.mean(1)), local(features)
            loss = F.cross_entropy(whole_out[:, :5], domain) + 10 * F.binary_cross_entropy_with_logits(whole_out[:, 5:], whole)
            loss = loss + 30 * F.binary_cross_entropy_with_logits(patch_out, patches) + 1e-3 * features.pow(2).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step, seen = step + 1, seen + BATCH
            if step % 100 == 0:
                accuracy = evaluate(vision, pooled, data, held) if step % 400 == 0 else None
                log.append({"step": step, "seconds": round(time.time() - began), "loss": round(loss.item(), 4), "held": accuracy})
                print(json.dumps(log[-1]), f"{seen / (time.time() - began):.0f}/s", flush=True)
                if step % 400 == 0:
                    torch.save(stages.state_dict(), out)
    domains, exact = evaluate(vision, pooled, data, held)
    torch.save(stages.state_dict(), out)
    result = {"stage": "vision", "steps": step, "images": len(train), "seconds": round(time.time() - began), "domain": domains, "exactFindings": exact}
    json.dump(result, open(out + ".json", "w"))
    print(result)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
