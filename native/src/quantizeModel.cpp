#include "quantizeModel.h"

#include <cstdio>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "llama.h"
#include "promiseWorker.h"

namespace {
/** Rows are worked on in stretches of at most this size, bytes. */
constexpr size_t mostBuffered = 256u << 20;

const std::map<std::string, llama_ftype> types = {
    {"q4_k_m", LLAMA_FTYPE_MOSTLY_Q4_K_M}, {"q5_k_m", LLAMA_FTYPE_MOSTLY_Q5_K_M}, {"q8_0", LLAMA_FTYPE_MOSTLY_Q8_0}};

using Tensor = std::pair<int, int>;

void tell(Napi::Env env, Napi::Function callback, std::nullptr_t*, Tensor* tensor) {
  if (env != nullptr) callback.Call({Napi::Number::New(env, tensor->first), Napi::Number::New(env, tensor->second)});
  delete tensor;
}

using Progress = Napi::TypedThreadSafeFunction<std::nullptr_t, Tensor, tell>;

/** llama.cpp says how far it is only in its log: while it quantises, the log is read here, and handed on. */
class LogReader {
public:
  explicit LogReader(Progress progress) : progress_(progress) {
    llama_log_get(&before_, &beforeData_);
    llama_log_set(Read, this);
  }
  ~LogReader() { llama_log_set(before_, beforeData_); }
  LogReader(const LogReader&) = delete;
  LogReader& operator=(const LogReader&) = delete;

  std::string Error() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return error_;
  }

private:
  static void Read(ggml_log_level level, const char* text, void* data) {
    auto* reader = static_cast<LogReader*>(data);
    auto tensor = Tensor(0, 0);
    if (std::sscanf(text, "[%d/%d]", &tensor.first, &tensor.second) == 2) {
      auto* told = new Tensor(tensor);
      if (reader->progress_.NonBlockingCall(told) != napi_ok) delete told;
    }
    if (level == GGML_LOG_LEVEL_ERROR) {
      const std::lock_guard<std::mutex> lock(reader->mutex_);
      reader->error_ += text;
    }
    if (level >= GGML_LOG_LEVEL_WARN && level != GGML_LOG_LEVEL_CONT && reader->before_ != nullptr)
      reader->before_(level, text, reader->beforeData_);
  }

  Progress progress_;
  ggml_log_callback before_ = nullptr;
  void* beforeData_ = nullptr;
  std::mutex mutex_;
  std::string error_;
};

class QuantizeModelWorker : public PromiseWorker {
public:
  explicit QuantizeModelWorker(const Napi::CallbackInfo& info)
      : PromiseWorker(info.Env()),
        from_(info[0].As<Napi::String>()),
        to_(info[1].As<Napi::String>()),
        type_(info[2].As<Napi::String>()),
        progress_(Progress::New(info.Env(), info[3].As<Napi::Function>(), "llava-med quantising", 0, 1)) {}
  ~QuantizeModelWorker() override { progress_.Release(); }

protected:
  void Execute() override {
    const auto type = types.find(type_);
    if (type == types.end()) throw std::runtime_error("there is no type " + type_);
    auto params = llama_model_quantize_default_params();
    params.ftype = type->second;
    params.max_buf_size = mostBuffered;
    LogReader log(progress_);
    if (llama_model_quantize(from_.c_str(), to_.c_str(), &params) == 0) return;
    const auto error = log.Error();
    throw std::runtime_error(error.empty() ? "llama.cpp did not say why" : error);
  }

  Napi::Value Result(Napi::Env env) override { return env.Undefined(); }

private:
  std::string from_;
  std::string to_;
  std::string type_;
  Progress progress_;
};
}  // namespace

Napi::Value quantizeModel(const Napi::CallbackInfo& info) { return (new QuantizeModelWorker(info))->Start(); }
