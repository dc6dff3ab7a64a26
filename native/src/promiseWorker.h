#pragma once
#include <napi.h>

/** Work on libuv's thread pool that settles a promise. `Execute` must not touch JavaScript; an exception or `SetError` rejects. */
class PromiseWorker : public Napi::AsyncWorker {
public:
  PromiseWorker(Napi::Env env, const char* name) : Napi::AsyncWorker(env, name), deferred_(Napi::Promise::Deferred::New(env)) {}

  /** Queues the work; the worker deletes itself when it is done. */
  Napi::Promise Start() {
    auto promise = deferred_.Promise();
    Queue();
    return promise;
  }

protected:
  virtual Napi::Value Result(Napi::Env env) = 0;

  void OnOK() override { deferred_.Resolve(Result(Env())); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

private:
  Napi::Promise::Deferred deferred_;
};
