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
        self.ids, self.positions, self.segments, self.answers, self.images = [], [], [], [], []

    def add(self, ids, answers, segment, first_position):
        start = len(self.ids)
        self.ids += ids
        self.positions += range(first_position, first_position + len(ids))
        self.segments += [segment] * len(ids)
        self.answers += [(start + a, start + b) for a, b in answers]

    def add_image(self, ids, image):
        """Shared by all that follows (segment 0): `ids` up to the image's mark, then the image."""
        self.add(ids[: ids.index(-1)], [], 0, len(self.ids))
        self.images.append((len(self.ids), image))
        self.add([-1] * IMAGE_TOKENS, [], 0, len(self.ids))


def image_row(conversations, image, generator, earlier=None):
    """Conversations about `image`, a phantom's index. `earlier`: a conversation about another image, and that image, which came before in
    the same chat. Now and then a conversation begins later, as if others stood between."""
    row = Row()
    first = conversations[0]["ids"]
    if earlier is not None:
        ids = earlier[0]["ids"]
        row.add_image(ids, earlier[1])
        row.add(ids[ids.index(-1) + 1 :], [], 0, len(row.ids))
        first = first[1:]
    row.add_image(first, image)
    shared = len(row.ids)
    for number, conversation in enumerate(conversations):
        ids, answers = conversation["ids"], conversation["answers"]
        mark = ids.index(-1) + 1
        gap = int(generator.integers(0, 500)) if generator.random() < 0.2 else 0
        row.add(ids[mark:], [(a - mark, b - mark) for a, b in answers], number + 1, shared + gap)
    return row


def text_row(conversations):
    row = Row()
    for number, conversation in enumerate(conversations):
        row.add(conversation["ids"], conversation["answers"], number + 1, 0)
    return row


def collate(rows):
    """ids, positions (n, t), the attention mask (n, t, t), where images begin (row, position) with their indices, and where answers are
    predicted (row, position) with the token due there."""
    length = max(len(row.ids) for row in rows)
    ids, positions, segments = (np.full((len(rows), length), fill) for fill in (PAD, 0, -1))
    at, due, starts, images = [], [], [], []
    for n, row in enumerate(rows):
        size = len(row.ids)
        ids[n, :size], positions[n, :size], segments[n, :size] = row.ids, row.positions, row.segments
        for start, end in row.answers:
            at += [(n, t - 1) for t in range(start, end)]
            due += row.ids[start:end]
        for start, image in row.images:
            starts.append((n, start))
            images.append(image)
    ids, positions, segments = torch.from_numpy(ids), torch.from_numpy(positions), torch.from_numpy(segments)
    causal = torch.ones(length, length, dtype=torch.bool).tril()
    mask = causal & ((segments[:, None, :] == segments[:, :, None]) | (segments[:, None, :] == 0))
    return ids, positions, mask, (starts, np.array(images)), torch.tensor(at), torch.tensor(due)
