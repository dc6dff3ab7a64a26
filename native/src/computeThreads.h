#pragma once
#include <napi.h>

#include "computeThread.h"

class PromiseWorker;

/** Where the addon's work is done, and the way back to JavaScript's thread. */
class ComputeThreads {
public:
  explicit ComputeThreads(Napi::Env env);
  ComputeThreads(const ComputeThreads&) = delete;
  ComputeThreads& operator=(const ComputeThreads&) = delete;

  /** Takes the worker over, and deletes it when it has settled. */
  void Run(PromiseWorker* worker);

  /** setBackground(isBackground: boolean): where work that is queued from now on runs. What runs already stays there. */
  static Napi::Value SetBackground(const Napi::CallbackInfo& info);

private:
  /** In JavaScript's thread; without an environment, the process ends. */
  static void Settle(Napi::Env env, Napi::Function, std::nullptr_t*, PromiseWorker* worker);

  using Settler = Napi::TypedThreadSafeFunction<std::nullptr_t, PromiseWorker, Settle>;

  Settler settler_;
  /** Work that has not settled: the process stays for it. */
  int unsettled_ = 0;
  bool isBackground_ = false;
  // Last, so that they end first.
  ComputeThread foreground_{false};
  ComputeThread background_{true};
};
