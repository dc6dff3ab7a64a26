#pragma once

#include <napi.h>

/**
 * useCpuBackend(folder): { isLoaded, detail }. Loads the best of the folder's CPU backends (libggml-cpu-VARIANT.so) for this processor and
 * takes node-llama-cpp's own out of ggml's registry. `detail`: what the backend was compiled for, or why node-llama-cpp's own stays.
 * To be called before a model is loaded: models and contexts keep hold of the backend that they began with.
 */
Napi::Value useCpuBackend(const Napi::CallbackInfo& info);
