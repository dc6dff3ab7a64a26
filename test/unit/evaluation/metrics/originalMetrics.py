"""The metrics of LLaVA-Med v1.0's VQA evaluation, written again from their description: another language, another hand.

Reads one JSON pair per line, {"answer", "reference"}, and prints one line of figures for each. Standard library only.
"""

import json
import re
import sys
from collections import Counter

ENDINGS = {
    "n't": "ai are ca could did does do had has have is might must need ought sha should was were wo would",
    "'ve": "could might must not should they we what where who would you",
    "'d": "he how it someone something there they where who you",
    "'ll": "how it somebody someone something they what who why you",
    "'s": "he how somebody someone that there what when where who why",
    "'re": "there they what why you",
}
DOUBLE_ENDINGS = {
    ("n't", "'ve"): "could had might should would",
    ("'d", "'ve"): "he it she somebody someone something there they we who you",
}
IRREGULAR = {
    "maam": "ma'am", "oclock": "o'clock", "twas": "'twas", "yall": "y'all", "somebody'd": "somebodyd",
    "ow's'at": "'ow's'at", "'ows'at": "'ow's'at", "'ow'sat": "'ow's'at",
    "yall'll": "y'all'll", "y'allll": "y'all'll",
    "yall'd've": "y'all'd've", "y'alld've": "y'all'd've", "y'all'dve": "y'all'd've",
}  # fmt: skip
DIGITS = "none zero one two three four five six seven eight nine ten".split()
SIGNS = ";/[]\"{}()=+\\_-><@`,?!"


def contraction_table():
    table = dict(IRREGULAR)
    for ending, stems in ENDINGS.items():
        for stem in stems.split():
            table[stem + ending.replace("'", "")] = stem + ending
    for (inner, outer), stems in DOUBLE_ENDINGS.items():
        for stem in stems.split():
            whole = stem + inner + outer
            table[stem + inner.replace("'", "") + outer] = whole
            table[stem + inner + outer.replace("'", "")] = whole
    return table


CONTRACTIONS = contraction_table()


def number_of(word):
    return str(max(DIGITS.index(word) - 1, 0)) if word in DIGITS else word


def normalise(text):
    grouped = re.search(r"\d,\d", text) is not None
    touching = {sign for sign in SIGNS if sign + " " in text or " " + sign in text}
    gone = SIGNS if grouped else touching
    text = text.translate({ord(sign): None if sign in gone else " " for sign in SIGNS})
    text = re.sub(r"\.(?!\d)", "", text, count=32)
    words = (number_of(word) for word in text.lower().split())
    return " ".join(CONTRACTIONS.get(word, word) for word in words if word not in ("a", "an", "the"))


def token_figures(answer, reference):
    """Of texts that were normalised once; the metrics do it again."""
    said, wanted = (Counter(normalise(text).lower().split()) for text in (answer, reference))
    shared = sum(count for word, count in said.items() if word in wanted)
    surplus = sum(said.values()) - shared
    lacking = sum(count for word, count in wanted.items() if word not in said)
    exact = len(said.keys() & wanted.keys()) / sum(said.values()) if said else 0
    if shared == 0:
        return 0, 0, 0, exact
    precision, recall = shared / (shared + surplus), shared / (shared + lacking)
    return precision, recall, 2 * precision * recall / (precision + recall), exact


def figures(answer, reference):
    answer, reference = normalise(answer.lower()), normalise(reference.lower())
    precision, recall, f1, exact = token_figures(answer, reference)
    contains = reference in answer
    polar = "yes" in answer or "no" in answer
    return {
        "normalised": [answer, reference],
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "exactMatch": exact,
        "contains": int(contains),
        "batch": int(contains),
        "strict": int(contains and polar),
        # None: the script puts it into no list, and so not into its mean.
        "uncounted": 0 if not polar else 1 if contains else None,
    }


for line in sys.stdin:
    pair = json.loads(line)
    print(json.dumps(figures(pair["answer"], pair["reference"])))
