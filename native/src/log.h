#pragma once
#include <napi.h>

/** setLog((level: 'debug' | 'info' | 'warn' | 'error', text: string) => void): where the lines of mtmd and clip go; default: stderr. */
Napi::Value setLog(const Napi::CallbackInfo& info);
