#pragma once
#include <napi.h>

#include <atomic>
#include <memory>

#include "llama.h"
#include "threadPool.h"

/** llama.cpp's context over node-llama-cpp's model: the KV cache, which several sequences share, and the work space. */
struct DecodingContext {
  llama_context* context = nullptr;
  std::shared_ptr<std::atomic<bool>> abort;
  std::shared_ptr<CpuThreads> threads;
  std::atomic<bool> busy{false};

  ~DecodingContext() {
    if (context != nullptr) llama_free(context);
  }
};

/**
 * One piece of work at a time: a call while another runs throws. Holds a reference to node-llama-cpp's model, whose memory it uses;
 * dispose of it before the model. Positions and sequences are the caller's to keep: nothing is ever shifted or evicted here.
 */
class Context : public Napi::ObjectWrap<Context> {
public:
  static Napi::Function Define(Napi::Env env);
  /** Not for JavaScript: `createContext` makes one. */
  explicit Context(const Napi::CallbackInfo& info);

  /** createContext(addonModel, { contextSize, batchSize, sequences, outputs, cacheType: 'f16' | 'q8_0', flashAttention, threads: ThreadPool,
      abort: AbortFlag }): Promise<Context> */
  static Napi::Value Create(const Napi::CallbackInfo& info);
  /** Throws a TypeError when the value is no Context or was disposed of. */
  static std::shared_ptr<DecodingContext> DecodingOf(const Napi::Value& value);

private:
  friend class CreateContextWorker;

  /** decode({ tokens, positions, sequences: Int32Array }, outputs: { at, sampler, drafts }[]): Promise<Int32Array[] | null>, the tokens
      that each output came to; null when the abort flag was raised: nothing of the batch is left in its sequences then. */
  Napi::Value Decode(const Napi::CallbackInfo& info);
  /** save(sequence): Promise<Uint8Array>, all that the KV cache holds of it. */
  Napi::Value Save(const Napi::CallbackInfo& info);
  /** restore(sequence, state: Uint8Array): Promise<boolean>; false when the state does not fit this model, settings or room. */
  Napi::Value Restore(const Napi::CallbackInfo& info);
  /** copy(from, to): `to` holds what `from` holds, in the same memory. */
  void Copy(const Napi::CallbackInfo& info);
  /** erase(sequence, position): boolean, all from `position` on; false where the model's memory cannot be cut there. */
  Napi::Value Erase(const Napi::CallbackInfo& info);
  /** logits(at): Float32Array of the last batch's output. */
  Napi::Value Logits(const Napi::CallbackInfo& info);
  Napi::Value ContextSize(const Napi::CallbackInfo& info);
  Napi::Value BatchSize(const Napi::CallbackInfo& info);
  void Dispose(const Napi::CallbackInfo& info);

  /** The context, which no other work may hold. */
  std::shared_ptr<DecodingContext> Idle(Napi::Env env);

  std::shared_ptr<DecodingContext> decoding_;
  Napi::ObjectReference model_;
};
