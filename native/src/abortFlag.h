#pragma once
#include <napi.h>

#include <atomic>
#include <memory>

/**
 * JavaScript's way to stop work that is already running on another thread: `raise()` ends the image encoding and the decoding of what was
 * made with this flag at the next graph node (where the backend can: CPU and Metal; else an encoding at the next layer, a decoding at the
 * next batch). `lower()` before the next piece of work.
 */
class AbortFlag : public Napi::ObjectWrap<AbortFlag> {
public:
  static Napi::Function Define(Napi::Env env);
  explicit AbortFlag(const Napi::CallbackInfo& info);

  /** Throws a TypeError when the value is no AbortFlag. */
  static std::shared_ptr<std::atomic<bool>> FlagOf(const Napi::Value& value);

private:
  void Raise(const Napi::CallbackInfo& info);
  void Lower(const Napi::CallbackInfo& info);

  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};
