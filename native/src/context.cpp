#include "context.h"

#include <map>
#include <string>
#include <vector>

#include "abortFlag.h"
#include "addonData.h"
#include "nodeLlamaObjects.h"
#include "promiseWorker.h"
#include "sampler.h"
#include "unusedCells.h"
#include "vision.h"

namespace {
constexpr napi_type_tag typeTag = {0x6c6c6176616d6564ULL, 0x636f6e7465787421ULL};

bool isRaised(void* flag) { return static_cast<std::atomic<bool>*>(flag)->load(std::memory_order_relaxed); }

std::vector<int32_t> integers(const Napi::Value& value) {
  auto array = value.As<Napi::Int32Array>();
  return std::vector<int32_t>(array.Data(), array.Data() + array.ElementLength());
}
}  // namespace

class CreateContextWorker : public PromiseWorker {
public:
  explicit CreateContextWorker(const Napi::CallbackInfo& info)
      : PromiseWorker(info.Env()), modelObject_(Napi::Persistent(info[0].As<Napi::Object>())), model_(modelOf(info[0])),
        decoding_(std::make_shared<DecodingContext>()), params_(llama_context_default_params()) {
    auto options = info[1].As<Napi::Object>();
    decoding_->abort = AbortFlag::FlagOf(options.Get("abort"));
    decoding_->threads = ThreadPool::ThreadsOf(options.Get("threads"));
    params_.n_ctx = options.Get("contextSize").ToNumber();
    params_.n_batch = options.Get("batchSize").ToNumber();
    // A batch is computed in one piece: an image, whose tokens may attend to each other, is not cut.
    params_.n_ubatch = params_.n_batch;
    params_.n_seq_max = options.Get("sequences").ToNumber();
    // Without a limit there would be room for the logits of a whole batch.
    params_.n_outputs_max = options.Get("outputs").ToNumber();
    params_.n_threads = decoding_->threads->count;
    params_.n_threads_batch = decoding_->threads->count;
    params_.type_k = params_.type_v = options.Get("cacheType").ToString().Utf8Value() == "q8_0" ? GGML_TYPE_Q8_0 : GGML_TYPE_F16;
    params_.flash_attn_type = options.Get("flashAttention").ToBoolean() ? LLAMA_FLASH_ATTN_TYPE_AUTO : LLAMA_FLASH_ATTN_TYPE_DISABLED;
    // Sequences may share cells, and any of them may use the whole cache.
    params_.kv_unified = true;
    // Sliding-window models keep everything, so that a conversation can be cut back to any point.
    params_.swa_full = true;
    params_.no_perf = true;
    params_.abort_callback = isRaised;
    params_.abort_callback_data = decoding_->abort.get();
  }

protected:
  void Execute() override {
    decoding_->context = llama_init_from_model(model_, params_);
    if (decoding_->context == nullptr) return SetError("llama.cpp could not create the context");
    releaseUnusedCells(decoding_->context);
    if (decoding_->threads->pool != nullptr) llama_attach_threadpool(decoding_->context, decoding_->threads->pool, nullptr);
  }

  Napi::Value Result(Napi::Env env) override {
    auto object = env.GetInstanceData<AddonData>()->context.New({});
    auto* context = Context::Unwrap(object);
    context->decoding_ = std::move(decoding_);
    context->model_ = std::move(modelObject_);
    return object;
  }

private:
  Napi::ObjectReference modelObject_;
  llama_model* model_;
  std::shared_ptr<DecodingContext> decoding_;
  llama_context_params params_;
};

/** Work on one context: keeps it alive, and marks it busy meanwhile. */
class ContextWorker : public PromiseWorker {
public:
  ContextWorker(Napi::Env env, std::shared_ptr<DecodingContext> decoding)
      : PromiseWorker(env), decoding_(std::move(decoding)) {
    decoding_->busy = true;
  }
  // Deleted before the promise's continuation runs, which may start the next piece of work.
  ~ContextWorker() override { decoding_->busy = false; }

protected:
  std::shared_ptr<DecodingContext> decoding_;
};

class DecodeBatchWorker : public ContextWorker {
public:
  DecodeBatchWorker(const Napi::CallbackInfo& info, std::shared_ptr<DecodingContext> decoding)
      : ContextWorker(info.Env(), std::move(decoding)) {
    auto batch = info[0].As<Napi::Object>();
    tokens_ = integers(batch.Get("tokens"));
    positions_ = integers(batch.Get("positions"));
    sequences_ = integers(batch.Get("sequences"));
    auto outputs = info[1].As<Napi::Array>();
    for (uint32_t i = 0; i < outputs.Length(); i++) {
      auto output = outputs.Get(i).As<Napi::Object>();
      outputs_.push_back({output.Get("at").ToNumber(), Sampler::ChainOf(output.Get("sampler")), integers(output.Get("drafts")), {}});
    }
  }

protected:
  void Execute() override {
    const auto count = tokens_.size();
    std::vector<int32_t> sequenceCounts(count, 1);
    std::vector<llama_seq_id*> sequencePointers(count);
    std::vector<int8_t> wanted(count, 0);
    for (size_t i = 0; i < count; i++) sequencePointers[i] = &sequences_[i];
    for (const auto& output : outputs_) {
      for (size_t i = 0; i <= output.drafts.size(); i++) wanted.at(output.at + i) = 1;
    }
    llama_batch batch = {static_cast<int32_t>(count), tokens_.data(),          nullptr,       positions_.data(),
                         sequenceCounts.data(),       sequencePointers.data(), wanted.data()};
    const int32_t failure = llama_decode(decoding_->context, batch);
    if (failure != 0) {
      // What an abort left behind must not be taken for read.
      std::map<llama_seq_id, llama_pos> starts;
      for (size_t i = 0; i < count; i++) {
        auto start = starts.try_emplace(sequences_[i], positions_[i]).first;
        start->second = std::min(start->second, positions_[i]);
      }
      for (const auto& [sequence, start] : starts) llama_memory_seq_rm(llama_get_memory(decoding_->context), sequence, start, -1);
      aborted_ = failure == 2;
      if (!aborted_) SetError(failure == 1 ? "no room in the KV cache" : "llama.cpp could not decode the batch");
      return;
    }
    if (outputs_.empty()) llama_synchronize(decoding_->context);
    for (auto& output : outputs_) {
      // A draft counts as long as the model would have said the same; its first own word ends it.
      for (size_t i = 0; i <= output.drafts.size(); i++) {
        output.tokens.push_back(llama_sampler_sample(output.sampler.get(), decoding_->context, output.at + static_cast<int32_t>(i)));
        if (i < output.drafts.size() && output.tokens.back() != output.drafts[i]) break;
      }
    }
  }

  Napi::Value Result(Napi::Env env) override {
    if (aborted_) return env.Null();
    auto list = Napi::Array::New(env, outputs_.size());
    for (uint32_t i = 0; i < outputs_.size(); i++) {
      const auto& tokens = outputs_[i].tokens;
      auto array = Napi::Int32Array::New(env, tokens.size());
      std::copy(tokens.begin(), tokens.end(), array.Data());
      list[i] = array;
    }
    return list;
  }

private:
  struct Output {
    int32_t at;
    std::shared_ptr<llama_sampler> sampler;
    std::vector<llama_token> drafts;
    std::vector<llama_token> tokens;
  };

  std::vector<llama_token> tokens_;
  std::vector<llama_pos> positions_;
  std::vector<llama_seq_id> sequences_;
  std::vector<Output> outputs_;
  bool aborted_ = false;
};

/** Copies a state between the KV cache and memory of JavaScript, whichever way. */
class StateWorker : public ContextWorker {
public:
  StateWorker(Napi::Env env, std::shared_ptr<DecodingContext> decoding, llama_seq_id sequence, Napi::Uint8Array state, bool save)
      : ContextWorker(env, std::move(decoding)), sequence_(sequence), object_(Napi::Persistent(state.As<Napi::Object>())),
        data_(state.Data()), size_(state.ByteLength()), save_(save) {}

protected:
  void Execute() override {
    if (save_) {
      if (llama_state_seq_get_data(decoding_->context, data_, size_, sequence_) != size_) SetError("the KV cache could not be copied");
      return;
    }
    restored_ = llama_state_seq_set_data(decoding_->context, data_, size_, sequence_) == size_;
    if (!restored_) llama_memory_seq_rm(llama_get_memory(decoding_->context), sequence_, -1, -1);
  }

  Napi::Value Result(Napi::Env env) override {
    if (save_) return object_.Value();
    return Napi::Boolean::New(env, restored_);
  }

private:
  llama_seq_id sequence_;
  Napi::ObjectReference object_;
  uint8_t* data_;
  size_t size_;
  bool save_;
  bool restored_ = false;
};

Napi::Function Context::Define(Napi::Env env) {
  return DefineClass(env, "Context",
                     {InstanceMethod("decode", &Context::Decode), InstanceMethod("save", &Context::Save),
                      InstanceMethod("restore", &Context::Restore), InstanceMethod("copy", &Context::Copy),
                      InstanceMethod("erase", &Context::Erase), InstanceMethod("logits", &Context::Logits),
                      InstanceMethod("dispose", &Context::Dispose), InstanceAccessor("contextSize", &Context::ContextSize, nullptr),
                      InstanceAccessor("batchSize", &Context::BatchSize, nullptr)});
}

Context::Context(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Context>(info) { info.This().As<Napi::Object>().TypeTag(&typeTag); }

Napi::Value Context::Create(const Napi::CallbackInfo& info) { return (new CreateContextWorker(info))->Start(); }

std::shared_ptr<DecodingContext> Context::DecodingOf(const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&typeTag)) {
    throw Napi::TypeError::New(value.Env(), "expected a Context");
  }
  return Unwrap(value.As<Napi::Object>())->Idle(value.Env());
}

std::shared_ptr<DecodingContext> Context::Idle(Napi::Env env) {
  if (decoding_ == nullptr) throw Napi::Error::New(env, "the context was disposed of");
  if (decoding_->busy) throw Napi::Error::New(env, "the context is at work");
  return decoding_;
}

Napi::Value Context::Decode(const Napi::CallbackInfo& info) { return (new DecodeBatchWorker(info, Idle(info.Env())))->Start(); }

Napi::Value Context::Save(const Napi::CallbackInfo& info) {
  auto decoding = Idle(info.Env());
  const llama_seq_id sequence = info[0].ToNumber();
  auto state = Napi::Uint8Array::New(info.Env(), llama_state_seq_get_size(decoding->context, sequence));
  return (new StateWorker(info.Env(), decoding, sequence, state, true))->Start();
}

Napi::Value Context::Restore(const Napi::CallbackInfo& info) {
  return (new StateWorker(info.Env(), Idle(info.Env()), info[0].ToNumber(), info[1].As<Napi::Uint8Array>(), false))->Start();
}

void Context::Copy(const Napi::CallbackInfo& info) {
  auto* memory = llama_get_memory(Idle(info.Env())->context);
  const llama_seq_id to = info[1].ToNumber();
  llama_memory_seq_rm(memory, to, -1, -1);
  llama_memory_seq_cp(memory, info[0].ToNumber(), to, -1, -1);
}

Napi::Value Context::Erase(const Napi::CallbackInfo& info) {
  auto* memory = llama_get_memory(Idle(info.Env())->context);
  const llama_pos position = info[1].ToNumber();
  return Napi::Boolean::New(info.Env(), llama_memory_seq_rm(memory, info[0].ToNumber(), position, -1));
}

Napi::Value Context::Logits(const Napi::CallbackInfo& info) {
  auto decoding = Idle(info.Env());
  const float* logits = llama_get_logits_ith(decoding->context, info[0].ToNumber());
  if (logits == nullptr) throw Napi::RangeError::New(info.Env(), "no such output");
  const auto count = llama_vocab_n_tokens(llama_model_get_vocab(llama_get_model(decoding->context)));
  auto values = Napi::Float32Array::New(info.Env(), count);
  std::copy(logits, logits + count, values.Data());
  return values;
}

Napi::Value Context::ContextSize(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), llama_n_ctx(Idle(info.Env())->context));
}

Napi::Value Context::BatchSize(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), llama_n_batch(Idle(info.Env())->context));
}

void Context::Dispose(const Napi::CallbackInfo& info) {
  if (decoding_ == nullptr) return;
  Idle(info.Env());
  decoding_.reset();
  model_.Reset();
}
