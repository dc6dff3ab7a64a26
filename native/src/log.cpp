#include "log.h"

#include <string>
#include <utility>

#include "ggml.h"
#include "mtmd-helper.h"

namespace {
using Line = std::pair<ggml_log_level, std::string>;

const char* nameOf(ggml_log_level level) {
  switch (level) {
    case GGML_LOG_LEVEL_ERROR: return "error";
    case GGML_LOG_LEVEL_WARN: return "warn";
    case GGML_LOG_LEVEL_INFO: return "info";
    default: return "debug";
  }
}

void deliver(Napi::Env env, Napi::Function callback, std::nullptr_t*, Line* line) {
  if (env != nullptr) callback.Call({Napi::String::New(env, nameOf(line->first)), Napi::String::New(env, line->second)});
  delete line;
}

using LogFunction = Napi::TypedThreadSafeFunction<std::nullptr_t, Line, deliver>;
LogFunction* logFunction = nullptr;

void forward(ggml_log_level level, const char* text, void*) {
  // clip logs from whichever thread encodes: only a thread-safe function may reach JavaScript from there.
  auto* line = new Line(level, text);
  if (logFunction->NonBlockingCall(line) != napi_ok) delete line;
}
}  // namespace

Napi::Value setLog(const Napi::CallbackInfo& info) {
  if (logFunction != nullptr) throw Napi::Error::New(info.Env(), "setLog may be called once");
  // Kept for the life of the process: a worker thread may log until the very end.
  logFunction = new LogFunction(LogFunction::New(info.Env(), info[0].As<Napi::Function>(), "llava-med log", 0, 1));
  logFunction->Unref(info.Env());
  mtmd_helper_log_set(forward, nullptr);
  return info.Env().Undefined();
}
