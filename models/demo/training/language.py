"""Stages 2 to 4 of the curriculum.  language.py STAGE DATA TEXT DIRECTORY STEPS

pretrain  the language model on text alone; in place of an image it reads a picture in words: per patch, the sum of the words for
          what is there, so that it learns to read a grid of patches before it ever sees one
align     the projector only, on captions; vision and language frozen
instruct  projector and language model, on conversations, report sections and text without images; vision frozen; goes on from an
          earlier round where there is one
"""
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from conversations import collate, image_row, read, text_row
from images import Phantoms
from model import IMAGE_TOKENS, Language, Projector, Vision
from record import record

HELD = 1000
IMAGES, TEXTS_PER_ROW = 6, 4
RATES = {"pretrain": 2e-3, "align": 4e-3, "instruct": 1e-3}
WORDS = {"pleural effusion": "effusion", "kidney stone": "stone", "renal cyst": "renal cyst", "liver lesion": "lesion", "brain tumour": "tumour", "subdural haematoma": "haematoma", "tumour nest": "nest"}
DOMAIN_WORDS = {"chest_xray": "chest", "ct_scan": "CT", "mri": "MRI", "histology": "histology", "gross": "gross"}


class PictureInWords:
    """The words of each patch, as rows of a matrix that picks from the vocabulary."""

    def __init__(self, data, vocabulary):
        self.data = data
        ids = {token: index for index, token in enumerate(vocabulary[0])}
        words = lambda text: [ids["\u2581" + word] for word in text.split()]
        # The last row is for a patch that shows nothing.
        self.labels = torch.zeros(len(data.labels) + 1, len(ids))
        for row, name in enumerate(data.labels):
            kind, place = name.split("|")
            for word in words(f"{WORDS.get(kind, kind)} {place}"):
                self.labels[row, word] = 1
        self.domains = torch.zeros(5, len(ids))
        for row, name in enumerate(DOMAIN_WORDS.values()):
            for word in words(name):
                self.domains[row, word] = 1

    def embed(self, language, indices):
        domain, _, patches = self.data.targets(indices)
        # A patch now and then goes unseen, and nothing is quite exact.
        patches = patches.where(torch.rand(patches.shape) > 0.15, torch.tensor(-1))
        embedded = (self.labels @ language.embed.weight)[patches] + (self.domains @ language.embed.weight)[domain][:, None]
        return embedded + 0.05 * torch.randn_like(embedded)


def cached_features(data, vision, path):
    """Vision is frozen from here on: its features are computed once, each image changed a little as in its own training."""
    try:
        return torch.load(path)
    except FileNotFoundError:
        pass
    generator, parts = np.random.default_rng(7), []
    with torch.no_grad():
        for start in range(0, len(data), 100):
            indices = np.arange(start, min(start + 100, len(data)))
            parts.append(vision(data.batch(indices, generator)[0]).half())
    features = torch.cat(parts)
    torch.save(features, path)
    return features


def loss_and_accuracy(language, prefix_of, rows):
    """The loss, and for each answer token whether it is the likeliest; `prefix_of` gives the embeddings of images by their indices."""
    ids, positions, mask, (starts, images), at, due = collate(rows)
    x = language.embed(ids.clamp(min=0))
    if starts:
        places = torch.tensor([n * ids.shape[1] + start for n, start in starts])[:, None] + torch.arange(IMAGE_TOKENS)
        x = x.flatten(0, 1).index_copy(0, places.flatten(), prefix_of(images).flatten(0, 1)).view_as(x)
    hidden = language(x, positions, mask)
    logits = language.logits(hidden[at[:, 0], at[:, 1]])
    return F.cross_entropy(logits, due), logits.argmax(1) == due


def exact_answers(correct, rows):
    """Share of answers whose every token is right (given the right ones before it)."""
    right = wrong = position = 0
    for row in rows:
        for start, end in row.answers:
            good = bool(correct[position : position + end - start].all())
            right, wrong, position = right + good, wrong + (not good), position + end - start
    return right, right + wrong


def main(stage, pattern, text, directory, steps):
    torch.manual_seed(2)
    torch.set_num_threads(2)
    generator = np.random.default_rng([{"pretrain": 2, "align": 3, "instruct": 4}[stage], steps])
    vocabulary = json.load(open(f"{directory}/vocabulary.json"))
    data = Phantoms(pattern)
    spoken, written = read(f"{text}.tokens.jsonl"), read(f"{text}.text.tokens.jsonl")
    language, projector = Language(len(vocabulary[0])), Projector()
    picture = PictureInWords(data, vocabulary)
    if stage != "pretrain":
        language.load_state_dict(torch.load(f"{directory}/language.pt"))
        vision = Vision()
        vision.load_state_dict({name[7:]: value for name, value in torch.load(f"{directory}/vision.pt").items() if name.startswith("vision.")})
        features = cached_features(data, vision.eval(), f"{directory}/features.pt")
    if stage == "instruct":
        projector.load_state_dict(torch.load(f"{directory}/aligned.pt"))
        if os.path.exists(f"{directory}/instructed.pt"):
            earlier = torch.load(f"{directory}/instructed.pt")
            language.load_state_dict(earlier["language"])
            projector.load_state_dict(earlier["projector"])
    parameters = {"pretrain": [*language.parameters()], "align": [*projector.parameters()], "instruct": [*language.parameters(), *projector.parameters()]}[stage]
    for parameter in [*language.parameters(), *projector.parameters()]:
        parameter.requires_grad_(any(parameter is p for p in parameters))
    optimiser = torch.optim.AdamW(parameters, RATES[stage], weight_decay=0.01, betas=(0.9, 0.98))

    def prefix_of(indices):
        return picture.embed(language, indices) if stage == "pretrain" else projector(features[indices].float())

    def row_of(i, held=False):
        if stage == "align":
            return image_row([spoken[i]["caption"]], i, generator)
        if held:
            return image_row(spoken[i]["conversations"], i, generator)
        # One row in five has another image earlier in the chat; it gets fewer conversations, so that rows are about as long.
        other = int(generator.integers(0, len(data) - HELD))
        earlier = (spoken[other]["conversations"][-1], other) if generator.random() < 0.2 else None
        draft, *talks = spoken[i]["conversations"]
        chosen = [talks[k] for k in generator.permutation(len(talks))[: 6 if earlier is None else 3]]
        return image_row([draft, *chosen[1:]] if generator.random() < 0.3 else chosen, i, generator, earlier)

    def held_out():
        right = total = 0
        with torch.no_grad():
            for start in range(len(data) - HELD, len(data), 40):
                rows = [row_of(i, held=True) for i in range(start, start + 10)]
                good, count = exact_answers(loss_and_accuracy(language, prefix_of, rows)[1], rows)
                right, total = right + good, total + count
        return right / total

    # Two findings at once are rarer than they are hard to tell apart: they come up more often than they are drawn.
    shares = torch.where((data.label[: len(data) - HELD] >= 0).sum(1) > 1, 5.0, 1.0).double().numpy()
    shares /= shares.sum()
    began, log = time.time(), []
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATES[stage] * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * step / steps)))
        rows = [row_of(i) for i in generator.choice(len(shares), IMAGES, p=shares)]
        if stage != "align":
            rows.append(text_row([written[i] for i in generator.integers(0, len(written), TEXTS_PER_ROW)]))
        loss, _ = loss_and_accuracy(language, prefix_of, rows)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if (step + 1) % 50 == 0:
            held = held_out() if (step + 1) % 250 == 0 else None
            log.append({"step": step + 1, "seconds": round(time.time() - began), "loss": round(loss.item(), 4), "held": held})
            print(json.dumps(log[-1]), flush=True)
        if (step + 1) % 500 == 0 or step + 1 == steps:
            save(stage, language, projector, directory)
    result = {"stage": stage, "text": os.path.basename(text), "steps": steps, "seconds": round(time.time() - began), "loss": log[-1]["loss"], "exactAnswers": held_out()}
    record(result, directory)


def save(stage, language, projector, directory):
    if stage == "pretrain":
        torch.save(language.state_dict(), f"{directory}/language.pt")
    elif stage == "align":
        torch.save(projector.state_dict(), f"{directory}/aligned.pt")
    else:
        torch.save({"language": language.state_dict(), "projector": projector.state_dict()}, f"{directory}/instructed.pt")


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]))
