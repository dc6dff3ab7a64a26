#include "threadPool.h"

#include "ggml-backend.h"

namespace {
constexpr napi_type_tag typeTag = {0x6c6c6176616d6564ULL, 0x7468726561647021ULL};

/** A function of the CPU backend, which is a library of its own and is reached by name only. */
template <typename Function>
Function cpuFunction(const char* name) {
  auto* device = ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU);
  if (device == nullptr) return nullptr;
  return reinterpret_cast<Function>(ggml_backend_reg_get_proc_address(ggml_backend_dev_backend_reg(device), name));
}
}  // namespace

CpuThreads::CpuThreads(int threads) : count(threads) {
  const auto create = cpuFunction<decltype(&ggml_threadpool_new)>("ggml_threadpool_new");
  if (create == nullptr) return;
  auto params = ggml_threadpool_params_default(threads);
  pool = create(&params);
}

CpuThreads::~CpuThreads() {
  const auto free = cpuFunction<decltype(&ggml_threadpool_free)>("ggml_threadpool_free");
  if (pool != nullptr && free != nullptr) free(pool);
}

Napi::Function ThreadPool::Define(Napi::Env env) { return DefineClass(env, "ThreadPool", {}); }

ThreadPool::ThreadPool(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<ThreadPool>(info), threads_(std::make_shared<CpuThreads>(info[0].As<Napi::Number>().Int32Value())) {
  info.This().As<Napi::Object>().TypeTag(&typeTag);
}

std::shared_ptr<CpuThreads> ThreadPool::ThreadsOf(const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&typeTag)) {
    throw Napi::TypeError::New(value.Env(), "expected a ThreadPool");
  }
  return Unwrap(value.As<Napi::Object>())->threads_;
}
