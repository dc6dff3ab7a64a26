"""The vocabulary: byte-pair merges learnt from the training text (and from common words), written as a SentencePiece-style `llama`
tokenizer in a GGUF file without tensors.  vocabulary.py TEXT.jsonl TEXT.text.jsonl WORDS.ts OUT.gguf"""
import collections
import json
import re
import sys

from gguf import GGUFWriter, TokenType

LIMIT = 3300
SPACE = "\u2581"


def pieces_of(text):
    """Words with the space before them, punctuation marks and digits alone; `[INST]` and `[/INST]` whole."""
    return re.findall(rf"{SPACE}?\[/?INST\]|{SPACE}?[A-Za-z]+|[0-9]|[^A-Za-z0-9{SPACE}\n]|{SPACE}", text.replace(" ", SPACE))


def count_words(conversations, text, words):
    counts = collections.Counter()
    exchanges = [e for line in open(conversations) for record in [json.loads(line)] for c in [*record["conversations"], [record["caption"]]] for e in c]
    exchanges += [e for line in open(text) for e in json.loads(line)]
    for e in exchanges:
        counts.update(pieces_of(f" [INST] {e['question']} [/INST]"))
        counts.update(pieces_of(f"\n{e['question']}"))
        counts.update(pieces_of(f" {e['answer']}"))
    for word in re.findall(r"[a-z]+", open(words).read().split("`")[1]):
        for form in (word, word.capitalize()):
            counts[SPACE + form] += 40
        counts[word.capitalize()] += 20
    return counts


def merges_of(counts):
    """Greedy byte-pair merges until every word is one piece or the vocabulary is full."""
    words = {word: list(word) for word in counts}
    merges = []
    while len(merges) < LIMIT:
        pairs = collections.Counter()
        for word, parts in words.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        # Ties by the text itself, so that the vocabulary is the same each time.
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append("".join(best))
        for word, parts in words.items():
            if len(parts) == 1:
                continue
            joined, i = [], 0
            while i < len(parts):
                if i + 1 < len(parts) and (parts[i], parts[i + 1]) == best:
                    joined.append(parts[i] + parts[i + 1])
                    i += 2
                else:
                    joined.append(parts[i])
                    i += 1
            words[word] = joined
    return merges, sum(len(parts) > 1 for parts in words.values())


def build(conversations, text, words):
    counts = count_words(conversations, text, words)
    merges, split = merges_of(counts)
    letters = sorted({c for word in counts for c in word} | {chr(c) for c in range(33, 127)} | {SPACE})
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{i:02X}>" for i in range(256)]
    types = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL] + [TokenType.BYTE] * 256
    scores = [0.0] * len(tokens)
    known = set(tokens)
    for rank, piece in enumerate(dict.fromkeys(merges + letters)):
        if piece not in known:
            tokens.append(piece)
            types.append(TokenType.NORMAL)
            scores.append(-float(rank) - 1)
    print(f"{len(tokens)} pieces, {len(counts)} words, {split} of them in several pieces")
    return tokens, scores, [int(t) for t in types]


def add_tokenizer(writer, vocabulary):
    tokens, scores, types = vocabulary
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(True)


def main(conversations, text, words, out):
    vocabulary = build(conversations, text, words)
    json.dump(vocabulary, open(out.replace(".gguf", ".json"), "w"))
    writer = GGUFWriter(out, "llama")
    add_language_shape(writer)
    add_tokenizer(writer, vocabulary)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def add_language_shape(writer):
    # The shape as in model.py, which needs PyTorch: the vocabulary does not.
    width, layers, heads, hidden = 192, 4, 6, 512
    writer.add_context_length(4096)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(hidden)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // heads)
    writer.add_rope_freq_base(10000.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
