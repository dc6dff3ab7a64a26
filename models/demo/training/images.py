"""The exported training phantoms: pixels, labels, and the small changes that keep the model from clinging to exact values."""
import glob
import json

import numpy as np
import torch

from model import GRID, IMAGE, MEAN, STD

DOMAINS = ["chest_xray", "ct_scan", "mri", "histology", "gross"]
# Findings of one image at most; unused places hold label -1.
MOST = 2


class Phantoms:
    def __init__(self, pattern):
        pixels, records = [], []
        for path in sorted(glob.glob(f"{pattern}.rgb")):
            lines = [json.loads(line) for line in open(path[:-4] + ".jsonl")]
            frames = np.memmap(path, np.uint8, "r").reshape(-1, IMAGE, IMAGE, 3)
            pixels.append(frames)
            records += lines
        self.pixels = np.concatenate(pixels)
        self.domain = torch.tensor([DOMAINS.index(record["domain"]) for record in records])
        # A label is a finding at a place; its kind is the finding wherever it is.
        self.labels = sorted({label(f) for r in records for f in r["findings"]})
        self.kinds = sorted({name.split("|")[0] for name in self.labels})
        self.kind_of_label = torch.tensor([self.kinds.index(name.split("|")[0]) for name in self.labels])
        self.label = torch.full((len(records), MOST), -1)
        self.extent = torch.ones(len(records), MOST, 4)
        for row, record in enumerate(records):
            for column, finding in enumerate(record["findings"]):
                self.label[row, column] = self.labels.index(label(finding))
                self.extent[row, column] = torch.tensor([finding["extent"][key] for key in ("x", "y", "rx", "ry")])

    def __len__(self):
        return len(self.domain)

    def batch(self, indices, generator=None):
        """Normalised pixels and the shift (in fractions) that was applied; without a generator the pixels stay as they are."""
        x = torch.from_numpy(self.pixels[indices]).permute(0, 3, 1, 2).float() / 255
        dx = dy = 0
        if generator is not None:
            n = len(indices)
            dx, dy = generator.integers(-3, 4, 2)
            x = torch.nn.functional.pad(x, (3, 3, 3, 3), mode="replicate")[:, :, 3 - dy : 3 - dy + IMAGE, 3 - dx : 3 - dx + IMAGE]
            gain, lift, noise = (torch.from_numpy(generator.uniform(low, high, (n, 1, 1, 1))).float() for low, high in ((0.85, 1.15), (-0.07, 0.07), (0, 0.03)))
            x = ((x - 0.5) * gain + 0.5 + lift + torch.randn(n, 1, IMAGE, IMAGE) * noise).clamp(0, 1)
        x = (x - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(STD).view(1, 3, 1, 1)
        return x.contiguous(), (dx / IMAGE, dy / IMAGE)

    def targets(self, indices, shift=(0, 0)):
        """Domain (n,), findings (n, labels), and the label that each patch shows (n, GRID * GRID), -1 for none."""
        found, extent = self.label[indices], self.extent[indices][:, :, None, None]
        whole = torch.zeros(len(indices), len(self.labels) + 1).scatter_(1, found.where(found >= 0, torch.tensor(len(self.labels))), 1)[:, :-1]
        centres = (torch.arange(GRID) + 0.5) / GRID
        u = (centres[None, None, None, :] - extent[..., 0] - shift[0]) / (extent[..., 2] + 0.3 / GRID)
        v = (centres[None, None, :, None] - extent[..., 1] - shift[1]) / (extent[..., 3] + 0.3 / GRID)
        inside = (u**2 + v**2 < 1) & (found >= 0)[:, :, None, None]
        patches = torch.full((len(indices), GRID, GRID), -1)
        for column in range(MOST):
            patches = torch.where(inside[:, column], found[:, column, None, None], patches)
        return self.domain[indices], whole, patches.flatten(1)


def label(finding):
    return f"{finding['kind']}|{finding.get('place') or ''}"
