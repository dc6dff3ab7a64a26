#pragma once
#include <napi.h>

/** quantizeModel(from, to, type: 'q4_k_m' | 'q5_k_m' | 'q8_0', onProgress: (tensor: number, tensors: number) => void): Promise<void>.
    llama.cpp's own mix of types. It cannot be stopped: end the process. One at a time; `to` is incomplete when it rejects. */
Napi::Value quantizeModel(const Napi::CallbackInfo& info);
