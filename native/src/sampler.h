#pragma once
#include <napi.h>

#include <memory>

#include "llama.h"

/** How the tokens of one answer are chosen; keeps the state of its random numbers, so that answers decoded together do not mix. */
class Sampler : public Napi::ObjectWrap<Sampler> {
public:
  static Napi::Function Define(Napi::Env env);
  /** new Sampler({ temperature, topK, topP, seed }): the likeliest token at temperature 0; else top-k, top-p, temperature, draw. */
  explicit Sampler(const Napi::CallbackInfo& info);

  /** Throws a TypeError when the value is no Sampler. */
  static std::shared_ptr<llama_sampler> ChainOf(const Napi::Value& value);

private:
  /** dispose(): its candidates take 12 bytes for each token of the vocabulary, which JavaScript's memory does not count. */
  void Dispose(const Napi::CallbackInfo& info);

  std::shared_ptr<llama_sampler> chain_;
};
