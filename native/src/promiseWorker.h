#pragma once
#include <napi.h>

#include <string>
#include <utility>

/** Work on the addon's compute thread that settles a promise. */
class PromiseWorker {
public:
  explicit PromiseWorker(Napi::Env env) : env_(env), deferred_(Napi::Promise::Deferred::New(env)) {}
  virtual ~PromiseWorker() = default;
  PromiseWorker(const PromiseWorker&) = delete;
  PromiseWorker& operator=(const PromiseWorker&) = delete;

  /** Queues the work, behind all that was queued before; the worker deletes itself when it is done. */
  Napi::Promise Start();

  Napi::Env Environment() const { return env_; }

  /** On the compute thread; what is thrown rejects. */
  void Work() noexcept;
  /** On JavaScript's thread, once it has worked. */
  void Settle() noexcept;

protected:
  /** Must not touch JavaScript; an exception or `SetError` rejects. */
  virtual void Execute() = 0;
  virtual Napi::Value Result(Napi::Env env) = 0;

  void SetError(std::string error) { error_ = std::move(error); }

private:
  Napi::Env env_;
  Napi::Promise::Deferred deferred_;
  /** Empty when it succeeded. */
  std::string error_;
};
