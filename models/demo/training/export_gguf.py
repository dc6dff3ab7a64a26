"""Writes the GGUF pair of the trained demo model and its manifest.  export_gguf.py DIRECTORY OUT"""
import hashlib
import json
import os
import sys

import numpy as np
import torch
from gguf import GGUFWriter

from model import IMAGE, LM_WIDTH, MEAN, PATCH, STD, VISION_HEADS, VISION_LAYERS, VISION_WIDTH
from vocabulary import add_language_shape, add_tokenizer

NAME = "LLaVA-Med demo (synthetic phantoms only)"
ABOUT = "A tiny LLaVA trained on procedurally drawn phantoms. It knows nothing of real images. Research software, not a medical device."
MOSTLY_F16 = 1


def half(tensor):
    return tensor.numpy().astype(np.float16)


def full(tensor):
    return tensor.numpy().astype(np.float32)


def add_identity(writer):
    writer.add_name(NAME)
    writer.add_description(ABOUT)
    writer.add_license("apache-2.0")
    writer.add_bool("llava_med.demo", True)
    writer.add_file_type(MOSTLY_F16)


def write(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_language(path, weights, vocabulary):
    writer = GGUFWriter(path, "llama")
    add_identity(writer)
    add_language_shape(writer)
    add_tokenizer(writer, vocabulary)
    # The output is tied to the embedding: llama.cpp uses token_embd where output.weight is absent.
    writer.add_tensor("token_embd.weight", half(weights["embed.weight"]))
    writer.add_tensor("output_norm.weight", full(weights["norm.weight"]))
    names = {"q": "attn_q", "k": "attn_k", "v": "attn_v", "out": "attn_output", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down"}
    for key, tensor in weights.items():
        if key.startswith("blocks."):
            _, layer, part, _ = key.split(".")
            norm = part.endswith("_norm")
            writer.add_tensor(f"blk.{layer}.{part if norm else names[part]}.weight", full(tensor) if norm else half(tensor))
    write(writer)


def write_projector(path, vision, projector):
    writer = GGUFWriter(path, "clip")
    add_identity(writer)
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_bool("clip.has_text_encoder", False)
    writer.add_bool("clip.has_llava_projector", True)
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.use_gelu", False)
    for key, value in {"image_size": IMAGE, "patch_size": PATCH, "embedding_length": VISION_WIDTH, "feed_forward_length": 4 * VISION_WIDTH, "block_count": VISION_LAYERS, "projection_dim": LM_WIDTH, "attention.head_count": VISION_HEADS}.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", list(MEAN))
    writer.add_array("clip.vision.image_std", list(STD))
    writer.add_tensor("v.class_embd", full(vision["cls"]))
    writer.add_tensor("v.patch_embd.weight", half(vision["patch.weight"]))
    writer.add_tensor("v.position_embd.weight", full(vision["position"]))
    writer.add_tensor("v.pre_ln.weight", full(vision["pre.weight"]))
    writer.add_tensor("v.pre_ln.bias", full(vision["pre.bias"]))
    names = {"q": "attn_q", "k": "attn_k", "v": "attn_v", "out": "attn_out", "up": "ffn_up", "down": "ffn_down", "ln1": "ln1", "ln2": "ln2"}
    for key, tensor in vision.items():
        if key.startswith("blocks."):
            _, layer, part, kind = key.split(".")
            matrix = kind == "weight" and not part.startswith("ln")
            writer.add_tensor(f"v.blk.{layer}.{names[part]}.{kind}", half(tensor) if matrix else full(tensor))
    for index, part in ((0, "first"), (2, "second")):
        writer.add_tensor(f"mm.{index}.weight", half(projector[f"{part}.weight"]))
        writer.add_tensor(f"mm.{index}.bias", full(projector[f"{part}.bias"]))
    write(writer)


def entry(path, weights):
    content = open(path, "rb").read()
    return {"file": os.path.basename(path), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "parameters": sum(w.numel() for w in weights.values()), "tensors": "F16 matrices, F32 norms and biases"}


def write_manifest(directory, out, language, projector):
    manifest = {
        "name": NAME,
        "what": ABOUT,
        "licence": "Apache-2.0",
        "model": language,
        "projector": projector,
        "curriculum": [json.loads(line) for line in open(f"{directory}/curriculum.jsonl")],
        "seeds": {"phantoms": "train:0 and up", "text": "text:1", "evaluation": "eval:SEED:N, disjoint from training's"},
        "recipe": "models/demo/README.md",
    }
    with open(f"{out}/manifest.json", "w") as file:
        json.dump(manifest, file, indent=2)
        file.write("\n")


def main(directory, out):
    weights = torch.load(f"{directory}/instructed.pt")
    vision = {name[7:]: value for name, value in torch.load(f"{directory}/vision.pt").items() if name.startswith("vision.")}
    model, mmproj = f"{out}/llava-med-demo.gguf", f"{out}/llava-med-demo-mmproj.gguf"
    write_language(model, weights["language"], json.load(open(f"{directory}/vocabulary.json")))
    write_projector(mmproj, vision, weights["projector"])
    write_manifest(directory, out, entry(model, weights["language"]), entry(mmproj, {**vision, **{f"mm.{name}": value for name, value in weights["projector"].items()}}))


if __name__ == "__main__":
    main(*sys.argv[1:])
