"""What a LLaVA checkpoint in the official layout computes, by numpy in 64 bits, from its safetensors alone.

Standard input: {"folder", "rgb": base64 of imageSize² · 3 bytes, "tokens": [...]}, for LLaVA-Med v1.0 "tower" (the folder of a CLIP model), and
"turns" in place of the tokens (see checkpointTokens.simple_prompt). Standard output: the features (patches · width), the logits after the
tokens, and the tokens of the turns, as little-endian 32-bit floats. Written after transformers' CLIPVisionModel, LlamaForCausalLM and LLaVA's
mlp2x_gelu projector, or its one layer; nothing of it is shared with the product.
"""
import base64
import json
import math
import os
import sys

import numpy as np

from checkpointTokens import Tokenizer, simple_prompt

request = json.load(sys.stdin)
folder = request["folder"]
config = json.load(open(os.path.join(folder, "config.json")))
weights = {}
files = [os.path.join(of, name) for of in (folder, request.get("tower")) if of for name in sorted(os.listdir(of))]
for name in files:
    if not name.endswith(".safetensors"):
        continue
    blob = open(name, "rb").read()
    length = int.from_bytes(blob[:8], "little")
    for key, entry in json.loads(blob[8 : 8 + length]).items():
        if key == "__metadata__":
            continue
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        if entry["dtype"] == "BF16":
            values = (np.frombuffer(blob[start:end], "<u2").astype(np.uint32) << 16).view(np.float32)
        else:
            values = np.frombuffer(blob[start:end], {"F16": "<f2", "F32": "<f4"}[entry["dtype"]])
        weights[key] = values.astype(np.float64).reshape(entry["shape"])


def linear(x, name):
    y = x @ weights[name + ".weight"].T
    return y + weights[name + ".bias"] if name + ".bias" in weights else y


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def layer_norm(x, name):
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return scaled * weights[name + ".weight"] + weights[name + ".bias"]


def rms_norm(x, name):
    return x / np.sqrt((x**2).mean(-1, keepdims=True) + config["rms_norm_eps"]) * weights[name + ".weight"]


def heads_of(x, heads):
    return x.reshape(x.shape[0], heads, -1).transpose(1, 0, 2)


erf = np.vectorize(math.erf)
tower = "vision_model." if "tower" in request else "model.vision_tower.vision_tower.vision_model."
kernel = weights[tower + "embeddings.patch_embedding.weight"]
width, _, patch, _ = kernel.shape
positions = weights[tower + "embeddings.position_embedding.weight"]
side = round(math.sqrt(len(positions) - 1))
pixels = np.frombuffer(base64.b64decode(request["rgb"]), np.uint8).reshape(side * patch, side * patch, 3) / 255
pixels = (pixels - [0.48145466, 0.4578275, 0.40821073]) / [0.26862954, 0.26130258, 0.27577711]
tiles = pixels.reshape(side, patch, side, patch, 3).transpose(0, 2, 4, 1, 3).reshape(side * side, -1)
x = np.concatenate([weights[tower + "embeddings.class_embedding"][None], tiles @ kernel.reshape(width, -1).T]) + positions
x = layer_norm(x, tower + "pre_layrnorm")
tower_layers = len([name for name in weights if name.startswith(tower) and name.endswith("mlp.fc1.weight")])
tower_heads = request["towerHeads"]
hidden_states = [x]
for layer in range(tower_layers):
    at = f"{tower}encoder.layers.{layer}."
    y = layer_norm(x, at + "layer_norm1")
    q, k, v = (heads_of(linear(y, f"{at}self_attn.{part}_proj"), tower_heads) for part in "qkv")
    mixed = softmax(q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])) @ v
    x = x + linear(mixed.transpose(1, 0, 2).reshape(len(x), width), at + "self_attn.out_proj")
    y = linear(layer_norm(x, at + "layer_norm2"), at + "mlp.fc1")
    x = x + linear(y / (1 + np.exp(-1.702 * y)), at + "mlp.fc2")
    hidden_states.append(x)
selected = hidden_states[config["mm_vision_select_layer"]][1:]
if "model.mm_projector.weight" in weights:
    features = linear(selected, "model.mm_projector")
else:
    y = linear(selected, "model.mm_projector.0")
    features = linear(0.5 * y * (1 + erf(y / math.sqrt(2))), "model.mm_projector.2")

heads = config["num_attention_heads"]
kv_heads = config.get("num_key_value_heads", heads)
tokens = request.get("tokens")
if tokens is None:
    tokenizer = Tokenizer(folder)
    tokens = tokenizer.encode(simple_prompt(request["turns"], len(features)))
x = weights["model.embed_tokens.weight"][tokens]
if "turns" in request:
    patches = np.array(tokens) == tokenizer.added["<im_patch>"]
    x[patches] = np.tile(features, (patches.sum() // len(features), 1))
count = len(x)


def rotated(x):
    half = x.shape[-1] // 2
    angles = np.outer(np.arange(count), config.get("rope_theta", 10000) ** (-np.arange(half) / half))
    cos, sin = (np.concatenate([f(angles), f(angles)], -1) for f in (np.cos, np.sin))
    return x * cos + np.concatenate([-x[..., half:], x[..., :half]], -1) * sin


mask = np.triu(np.full((count, count), -np.inf), 1)
for layer in range(config["num_hidden_layers"]):
    at = f"model.layers.{layer}."
    y = rms_norm(x, at + "input_layernorm")
    q = rotated(heads_of(linear(y, at + "self_attn.q_proj"), heads))
    k = rotated(heads_of(linear(y, at + "self_attn.k_proj"), kv_heads))
    v = heads_of(linear(y, at + "self_attn.v_proj"), kv_heads)
    k, v = (np.repeat(part, heads // kv_heads, 0) for part in (k, v))
    mixed = softmax(q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1]) + mask) @ v
    x = x + linear(mixed.transpose(1, 0, 2).reshape(count, -1), at + "self_attn.o_proj")
    y = rms_norm(x, at + "post_attention_layernorm")
    gate = linear(y, at + "mlp.gate_proj")
    x = x + linear(gate / (1 + np.exp(-gate)) * linear(y, at + "mlp.up_proj"), at + "mlp.down_proj")
logits = linear(rms_norm(x[-1:], "model.norm"), "lm_head")
sys.stdout.buffer.write(np.concatenate([features.ravel(), logits.ravel(), tokens if "turns" in request else []]).astype("<f4").tobytes())
