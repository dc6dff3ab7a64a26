#include "sampler.h"

namespace {
constexpr napi_type_tag typeTag = {0x6c6c6176616d6564ULL, 0x73616d706c657221ULL};
}

Napi::Function Sampler::Define(Napi::Env env) {
  return DefineClass(env, "Sampler", {InstanceMethod("dispose", &Sampler::Dispose)});
}

Sampler::Sampler(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<Sampler>(info), chain_(llama_sampler_chain_init(llama_sampler_chain_default_params()), llama_sampler_free) {
  auto options = info[0].As<Napi::Object>();
  const float temperature = options.Get("temperature").ToNumber();
  if (temperature <= 0) {
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_greedy());
  } else {
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_top_k(options.Get("topK").ToNumber()));
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_top_p(options.Get("topP").ToNumber(), 1));
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_temp(temperature));
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_dist(options.Get("seed").ToNumber().Uint32Value()));
  }
  info.This().As<Napi::Object>().TypeTag(&typeTag);
}

std::shared_ptr<llama_sampler> Sampler::ChainOf(const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&typeTag)) {
    throw Napi::TypeError::New(value.Env(), "expected a Sampler");
  }
  auto chain = Unwrap(value.As<Napi::Object>())->chain_;
  if (chain == nullptr) throw Napi::TypeError::New(value.Env(), "the sampler was disposed of");
  return chain;
}

void Sampler::Dispose(const Napi::CallbackInfo&) { chain_.reset(); }
