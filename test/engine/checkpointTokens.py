"""The tokens of LLaVA-Med v1.0's prompt, from a checkpoint's tokenizer.model and added_tokens.json alone.

Written after SentencePiece (byte pairs by score, bytes for what has no piece), transformers' slow LlamaTokenizer of March 2023 (text is
split at added tokens, and white space beside them dropped) and the conversation template `simple`; nothing of it is shared with the product.
"""
import json
import os
import re
import struct


def fields(blob):
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = blob[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(blob):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        else:
            length = varint() if key & 7 == 2 else {1: 8, 5: 4}[key & 7]
            yield key >> 3, blob[at : at + length]
            at += length


class Tokenizer:
    def __init__(self, folder):
        self.scores, self.ids = {}, {}
        pieces = [value for field, value in fields(open(os.path.join(folder, "tokenizer.model"), "rb").read()) if field == 1]
        for id, piece in enumerate(pieces):
            entries = dict(fields(piece))
            text = entries[1].decode()
            self.ids[text] = id
            if 3 not in entries:
                self.scores[text] = struct.unpack("<f", entries[2])[0]
        self.added = json.load(open(os.path.join(folder, "added_tokens.json")))

    def _pieces(self, text):
        symbols = list("\u2581" + text.replace(" ", "\u2581"))
        while True:
            pairs = [(self.scores[a + b], -i) for i, (a, b) in enumerate(zip(symbols, symbols[1:])) if a + b in self.scores]
            if not pairs:
                break
            at = -max(pairs)[1]
            symbols[at : at + 2] = [symbols[at] + symbols[at + 1]]
        for symbol in symbols:
            if symbol in self.scores:
                yield self.ids[symbol]
            else:
                yield from (self.ids[f"<0x{byte:02X}>"] for byte in symbol.encode())

    def encode(self, text):
        parts = re.split("(" + "|".join(map(re.escape, self.added)) + ")", text)
        ids = [self.ids["<s>"]]
        for at, part in enumerate(parts):
            if part in self.added:
                ids.append(self.added[part])
                continue
            if at > 0:
                part = part.lstrip()
            if at + 1 < len(parts):
                part = part.rstrip()
            if part:
                ids += self._pieces(part)
        return ids


def simple_prompt(turns, patches):
    """`turns`: [role, text, whether an image stands before the text]."""
    prompt = (
        "A chat between a curious human and an artificial intelligence assistant. "
        "The assistant gives helpful, detailed, and polite answers to the human's questions.###"
    )
    hello = [["Human", "Hi!", False], ["Assistant", "Hi there!  How can I help you today?\n", False]]
    for role, text, has_image in hello + turns:
        image = "<im_start>" + "<im_patch>" * patches + "<im_end>\n" if has_image else ""
        prompt += f"{role}: {image}{text}###"
    return prompt + "Assistant:"
