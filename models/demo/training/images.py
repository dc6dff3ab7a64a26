"""The exported training phantoms: pixels, labels, and the small changes that keep the model from clinging to exact values."""
import glob
import json

import numpy as np
import torch

from model import GRID, IMAGE, MEAN, STD

DOMAINS = ["chest_xray", "ct_scan", "mri", "histology", "gross"]


class Phantoms:
    def __init__(self, pattern):
        pixels, self.records = [], []
        for path in sorted(glob.glob(f"{pattern}.rgb")):
            records = [json.loads(line) for line in open(path[:-4] + ".jsonl")]
            frames = np.memmap(path, np.uint8, "r").reshape(-1, IMAGE, IMAGE, 3)
            count = min(len(records), len(frames))
            pixels.append(frames[:count])
            self.records += records[:count]
        self.pixels = np.concatenate(pixels)
        self.labels = sorted({label(f) for r in self.records for f in r["findings"]})

    def __len__(self):
        return len(self.records)

    def batch(self, indices, generator=None):
        """Normalised pixels and the shift (in fractions) that was applied; without a generator the pixels stay as they are."""
        x = torch.from_numpy(self.pixels[indices]).permute(0, 3, 1, 2).float() / 255
        dx = dy = 0
        if generator is not None:
            dx, dy = generator.integers(-3, 4, 2)
            x = torch.nn.functional.pad(x, (3, 3, 3, 3), mode="replicate")[:, :, 3 - dy : 3 - dy + IMAGE, 3 - dx : 3 - dx + IMAGE]
            n = len(indices)
            gain = torch.from_numpy(generator.uniform(0.85, 1.15, (n, 1, 1, 1))).float()
            lift = torch.from_numpy(generator.uniform(-0.07, 0.07, (n, 1, 1, 1))).float()
            noise = torch.from_numpy(generator.uniform(0, 0.025, (n, 1, 1, 1))).float()
            x = ((x - 0.5) * gain + 0.5 + lift + torch.randn_like(x) * noise).clamp(0, 1)
        x = (x - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(STD).view(1, 3, 1, 1)
        return x.contiguous(), (dx / IMAGE, dy / IMAGE)

    def targets(self, indices, shift):
        """Domain (n,), findings (n, labels) and findings per patch (n, GRID * GRID, labels)."""
        n = len(indices)
        domain = torch.tensor([DOMAINS.index(self.records[i]["domain"]) for i in indices])
        whole, patches = torch.zeros(n, len(self.labels)), torch.zeros(n, GRID, GRID, len(self.labels))
        centres = (torch.arange(GRID) + 0.5) / GRID
        for row, i in enumerate(indices):
            for finding in self.records[i]["findings"]:
                k, e = self.labels.index(label(finding)), finding["extent"]
                whole[row, k] = 1
                u = (centres - e["x"] - shift[0]) / (e["rx"] + 0.3 / GRID)
                v = (centres - e["y"] - shift[1]) / (e["ry"] + 0.3 / GRID)
                patches[row, :, :, k] = (v[:, None] ** 2 + u[None, :] ** 2 < 1).float()
        return domain, whole, patches.flatten(1, 2)


def label(finding):
    return f"{finding['kind']}|{finding.get('place') or ''}"
