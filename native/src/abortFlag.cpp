#include "abortFlag.h"

namespace {
/** Marks our objects, so that another object in its place is an error and not a crash. */
constexpr napi_type_tag typeTag = {0x6c6c6176616d6564ULL, 0x61626f7274666c67ULL};
}

Napi::Function AbortFlag::Define(Napi::Env env) {
  return DefineClass(env, "AbortFlag",
                     {InstanceMethod("raise", &AbortFlag::Raise), InstanceMethod("lower", &AbortFlag::Lower)});
}

AbortFlag::AbortFlag(const Napi::CallbackInfo& info) : Napi::ObjectWrap<AbortFlag>(info) {
  info.This().As<Napi::Object>().TypeTag(&typeTag);
}

std::shared_ptr<std::atomic<bool>> AbortFlag::FlagOf(const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&typeTag)) {
    throw Napi::TypeError::New(value.Env(), "expected an AbortFlag");
  }
  return Unwrap(value.As<Napi::Object>())->flag_;
}

void AbortFlag::Raise(const Napi::CallbackInfo&) { flag_->store(true); }

void AbortFlag::Lower(const Napi::CallbackInfo&) { flag_->store(false); }
