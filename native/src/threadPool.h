#pragma once
#include <napi.h>

#include <memory>

#include "ggml-cpu.h"

/** The threads of the CPU backend: made once, and shared by everything that computes, since only one piece of work runs at a time. */
struct CpuThreads {
  int count = 1;
  /** Null where the CPU backend makes threads by itself. */
  ggml_threadpool_t pool = nullptr;

  explicit CpuThreads(int count);
  ~CpuThreads();
  CpuThreads(const CpuThreads&) = delete;
  CpuThreads& operator=(const CpuThreads&) = delete;
};

/** new ThreadPool(threads): without one llama.cpp starts and ends its threads for every single token. */
class ThreadPool : public Napi::ObjectWrap<ThreadPool> {
public:
  static Napi::Function Define(Napi::Env env);
  explicit ThreadPool(const Napi::CallbackInfo& info);

  /** Throws a TypeError when the value is no ThreadPool. */
  static std::shared_ptr<CpuThreads> ThreadsOf(const Napi::Value& value);

private:
  std::shared_ptr<CpuThreads> threads_;
};
