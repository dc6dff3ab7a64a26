#include "promiseWorker.h"

#include "addonData.h"
#include "computeThreads.h"

Napi::Promise PromiseWorker::Start() {
  auto promise = deferred_.Promise();
  env_.GetInstanceData<AddonData>()->threads.Run(this);
  return promise;
}

void PromiseWorker::Work() noexcept {
  try {
    Execute();
  } catch (const std::exception& error) {
    SetError(error.what());
  } catch (...) {
    SetError("unknown failure");
  }
}

void PromiseWorker::Settle() noexcept {
  try {
    if (error_.empty()) deferred_.Resolve(Result(env_));
    else deferred_.Reject(Napi::Error::New(env_, error_).Value());
  } catch (const Napi::Error& error) {
    deferred_.Reject(error.Value());
  } catch (const std::exception& error) {
    deferred_.Reject(Napi::Error::New(env_, error.what()).Value());
  }
}
