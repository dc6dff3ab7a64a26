#pragma once
#include <napi.h>

/**
 * quantizeProjector(from: string, to: string): Promise<number>. Writes the projector file `from` again as `to`, with the weight matrices
 * of its transformer layers and of what leads into the language model in 8 bits (Q8_0); all else as it is. Resolves with how many
 * matrices that were; rejects when a file cannot be read or written. `to` is then incomplete.
 */
Napi::Value quantizeProjector(const Napi::CallbackInfo& info);
