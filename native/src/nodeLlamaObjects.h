#pragma once
#include <napi.h>

struct llama_model;
struct llama_context;

/**
 * The llama.cpp objects inside node-llama-cpp's own addon objects (`LlamaModel._model`, `LlamaContext._ctx`).
 * They stay owned by node-llama-cpp. Throw a JavaScript TypeError when the value is no such object or was disposed of.
 */
llama_model* modelOf(const Napi::Value& addonModel);
llama_context* contextOf(const Napi::Value& addonContext);
