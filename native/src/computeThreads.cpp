#include "computeThreads.h"

#include "addonData.h"
#include "promiseWorker.h"

ComputeThreads::ComputeThreads(Napi::Env env) : settler_(Settler::New(env, "llava_vision", 0, 1)) {
  settler_.Unref(env);
  // Of the environment's hooks the last runs first: before the way back is gone.
  env.AddCleanupHook([this] {
    foreground_.End();
    background_.End();
  });
}

void ComputeThreads::Run(PromiseWorker* worker) {
  if (unsettled_++ == 0) settler_.Ref(worker->Environment());
  auto& thread = isBackground_ ? background_ : foreground_;
  thread.Queue([worker, settler = settler_]() mutable {
    worker->Work();
    settler.BlockingCall(worker);
  });
}

void ComputeThreads::Settle(Napi::Env env, Napi::Function, std::nullptr_t*, PromiseWorker* worker) {
  // Without an environment nothing of JavaScript may be touched, not even to let go of it.
  if (env == nullptr) return;
  auto& threads = env.GetInstanceData<AddonData>()->threads;
  if (--threads.unsettled_ == 0) threads.settler_.Unref(env);
  worker->Settle();
  delete worker;
}

Napi::Value ComputeThreads::SetBackground(const Napi::CallbackInfo& info) {
  info.Env().GetInstanceData<AddonData>()->threads.isBackground_ = info[0].ToBoolean();
  return info.Env().Undefined();
}
