#!/usr/bin/env bash
# Repeats the demo model from nothing but this repository: an hour to two on two cores. Nothing else ever calls it.
# Needs PyTorch and NumPy for Python 3 (Debian: python3-torch libopenblas0-pthread) and `npm ci`. Everything made lies in build/demo.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
out=$PWD/build/demo
recipe=models/demo/training
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-2} OMP_WAIT_POLICY=passive
mkdir -p "$out"

# gguf-py, the writer of GGUF files, from the llama.cpp source that node-llama-cpp ships.
[ -d "$out/llama.cpp" ] || git clone --quiet node_modules/node-llama-cpp/llama/gitRelease.bundle "$out/llama.cpp"
export PYTHONPATH=$out/llama.cpp/gguf-py

# Data: phantoms, what is said about them, the vocabulary, tokens.
npx tsx $recipe/exportImages.ts "$out/images-0" 0 12000 &
npx tsx $recipe/exportImages.ts "$out/images-1" 12000 12000
wait
npx tsx $recipe/exportText.ts "$out/text-1" 1 "$out/images-0.jsonl" "$out/images-1.jsonl"
"$python" $recipe/vocabulary.py "$out/text-1.jsonl" "$out/text-1.text.jsonl" $recipe/words.ts "$out/vocabulary.gguf"
npx tsx $recipe/tokenise.ts "$out/vocabulary.gguf" "$out/text-1"

# The curriculum.
images="$out/images-?"
"$python" $recipe/vision.py "$images" "$out/vision.pt" "${VISION_STEPS:-2500}"
for stage in "pretrain ${PRETRAIN_STEPS:-1000}" "align ${ALIGN_STEPS:-200}" "instruct ${INSTRUCT_STEPS:-4000}"; do
  read -r name steps <<<"$stage"
  "$python" $recipe/language.py "$name" "$images" "$out/text-1" "$out" "$steps"
done
"$python" $recipe/export_gguf.py "$out" models/demo
