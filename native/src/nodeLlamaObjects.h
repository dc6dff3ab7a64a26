#pragma once
#include <napi.h>

struct llama_model;

/**
 * The llama.cpp model inside node-llama-cpp's own addon object (`LlamaModel._model`). It stays owned by node-llama-cpp. Throws a JavaScript
 * TypeError when the value is no such object or was disposed of.
 */
llama_model* modelOf(const Napi::Value& addonModel);
