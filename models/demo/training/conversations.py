"""Tokenised conversations as batches. A row is one image with several conversations about it side by side: each sees the image and
itself, never the others, as if it alone followed the image. Rows of text have no image."""
import json

import numpy as np
import torch

from model import IMAGE_TOKENS

PAD = 2


def read(path):
    return [json.loads(line) for line in open(path)]


class Row:
    def __init__(self):
        self.ids, self.positions, self.segments, self.answers = [], [], [], []

    def add(self, ids, answers, segment, first_position):
        start = len(self.ids)
        self.ids += ids
        self.positions += range(first_position, first_position + len(ids))
        self.segments += [segment] * len(ids)
        self.answers += [(start + a, start + b) for a, b in answers]


def image_row(conversations, generator):
    """The part up to the image's end is shared (segment 0). Now and then a conversation begins later, as if others stood between."""
    row = Row()
    for number, conversation in enumerate(conversations):
        ids, answers = conversation["ids"], conversation["answers"]
        image = ids.index(-1)
        if number == 0:
            row.add([*ids[:image], *[-1] * IMAGE_TOKENS], [], 0, 0)
            shared = len(row.ids)
        gap = int(generator.integers(0, 500)) if generator.random() < 0.3 else 0
        row.add(ids[image + 1 :], [(a - image - 1, b - image - 1) for a, b in answers], number + 1, shared + gap)
    return row


def text_row(conversations):
    row = Row()
    for number, conversation in enumerate(conversations):
        row.add(conversation["ids"], conversation["answers"], number + 1, 0)
    return row


def collate(rows):
    """ids, positions (n, t), the attention mask (n, t, t), and where answers are predicted: (row, position) and the token due there."""
    length = max(len(row.ids) for row in rows)
    ids, positions, segments = (np.full((len(rows), length), fill) for fill in (PAD, 0, -1))
    at, due = [], []
    for n, row in enumerate(rows):
        size = len(row.ids)
        ids[n, :size], positions[n, :size], segments[n, :size] = row.ids, row.positions, row.segments
        for start, end in row.answers:
            at += [(n, t - 1) for t in range(start, end)]
            due += row.ids[start:end]
    ids, positions, segments = torch.from_numpy(ids), torch.from_numpy(positions), torch.from_numpy(segments)
    causal = torch.ones(length, length, dtype=torch.bool).tril()
    mask = causal & ((segments[:, None, :] == segments[:, :, None]) | (segments[:, None, :] == 0))
    return ids, positions, mask, torch.tensor(at), torch.tensor(due)
