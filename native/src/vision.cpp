#include "vision.h"

#include <cstring>

#include "abortFlag.h"
#include "addonData.h"
#include "context.h"
#include "encodedImage.h"
#include "llama.h"
#include "mtmd-helper.h"
#include "nodeLlamaObjects.h"
#include "promiseWorker.h"

namespace {
/** For GPUs that have no other way to be stopped: asked before and after each graph node, it looks at the end of every transformer layer. */
bool keepEncoding(ggml_tensor* node, bool ask, void* abort) {
  if (ask) return std::strncmp(node->name, "layer_out", 9) == 0;
  return !static_cast<std::atomic<bool>*>(abort)->load(std::memory_order_relaxed);
}

bool isRaised(void* flag) { return static_cast<std::atomic<bool>*>(flag)->load(std::memory_order_relaxed); }
}  // namespace

class LoadWorker : public PromiseWorker {
public:
  LoadWorker(const Napi::CallbackInfo& info)
      : PromiseWorker(info.Env()), modelObject_(Napi::Persistent(info[0].As<Napi::Object>())), model_(modelOf(info[0])),
        path_(info[1].As<Napi::String>()), projector_(std::make_shared<LoadedProjector>()) {
    auto options = info[2].As<Napi::Object>();
    useGpu_ = options.Get("useGpu").ToBoolean();
    flashAttention_ = options.Get("flashAttention").ToBoolean();
    projector_->threads = ThreadPool::ThreadsOf(options.Get("threads"));
    projector_->abort = AbortFlag::FlagOf(options.Get("abort"));
  }

protected:
  void Execute() override {
    auto params = mtmd_context_params_default();
    params.use_gpu = useGpu_;
    params.n_threads = projector_->threads->count;
    params.print_timings = false;
    params.flash_attn_type = flashAttention_ ? LLAMA_FLASH_ATTN_TYPE_AUTO : LLAMA_FLASH_ATTN_TYPE_DISABLED;
    if (useGpu_) {
      params.cb_eval = keepEncoding;
      params.cb_eval_user_data = projector_->abort.get();
    }
    projector_->context = mtmd_init_from_file(path_.c_str(), model_, params);
    if (projector_->context == nullptr) SetError("llama.cpp could not load the projector");
    else if (!mtmd_support_vision(projector_->context)) SetError("the projector has no vision encoder");
    else mtmd_set_cpu(projector_->context, projector_->threads->pool, isRaised, projector_->abort.get());
    projector_->featureWidth = static_cast<size_t>(llama_model_n_embd_inp(model_));
  }

  Napi::Value Result(Napi::Env env) override {
    auto object = env.GetInstanceData<AddonData>()->vision.New({});
    auto* vision = Vision::Unwrap(object);
    vision->projector_ = std::move(projector_);
    vision->model_ = std::move(modelObject_);
    return object;
  }

private:
  Napi::ObjectReference modelObject_;
  llama_model* model_;
  std::string path_;
  bool useGpu_;
  bool flashAttention_;
  std::shared_ptr<LoadedProjector> projector_;
};

/** Work of one Vision: keeps it (and the projector) alive and marks it busy meanwhile. */
class VisionWorker : public PromiseWorker {
public:
  VisionWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : PromiseWorker(info.Env()), vision_(vision), projector_(std::move(projector)) {
    vision_->Ref();
    vision_->busy = true;
  }
  ~VisionWorker() override {
    vision_->busy = false;
    vision_->Unref();
  }

protected:
  bool Aborted() const { return projector_->abort->load(); }

  Vision* vision_;
  std::shared_ptr<LoadedProjector> projector_;
};

/** What an image becomes: cut up as the family does it, with features by `FeaturesOf`. */
class ImageWorker : public VisionWorker {
public:
  ImageWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : VisionWorker(info, vision, std::move(projector)) {
    auto rgb = info[0].As<Napi::Uint8Array>();
    const uint32_t width = info[1].As<Napi::Number>();
    const uint32_t height = info[2].As<Napi::Number>();
    if (width == 0 || height == 0 || rgb.ByteLength() != static_cast<size_t>(width) * height * 3) {
      throw Napi::RangeError::New(info.Env(), "an image has width * height * 3 bytes");
    }
    bitmap_.reset(mtmd_bitmap_init(width, height, rgb.Data()));
  }

protected:
  /** The features of a chunk, as many as it has tokens; false on failure. */
  virtual bool FeaturesOf(const mtmd_input_chunk* chunk, ImagePart& part) = 0;

  void Execute() override {
    std::unique_ptr<mtmd_input_chunks, void (*)(mtmd_input_chunks*)> chunks(mtmd_input_chunks_init(), mtmd_input_chunks_free);
    const char* marker = mtmd_default_marker();
    const mtmd_input_text text = {marker, std::strlen(marker), /* add_special */ false, /* parse_special */ true};
    const mtmd_bitmap* bitmaps[] = {bitmap_.get()};
    if (mtmd_tokenize(projector_->context, chunks.get(), &text, bitmaps, 1) != 0) return SetError("the image could not be preprocessed");
    for (size_t i = 0; i < mtmd_input_chunks_size(chunks.get()) && !Aborted(); i++) {
      if (!Add(mtmd_input_chunks_get(chunks.get(), i)) && !Aborted()) return SetError("the image could not be encoded");
    }
    aborted_ = Aborted();
  }

  Napi::Value Result(Napi::Env env) override {
    if (aborted_ || isForeign_) return env.Null();
    return EncodedImage::Create(env.GetInstanceData<AddonData>()->encodedImage.Value(), std::move(parts_));
  }

  std::vector<ImagePart> parts_;
  bool aborted_ = false;
  /** The features that were handed in are not those of this image. */
  bool isForeign_ = false;

private:
  bool Add(const mtmd_input_chunk* chunk) {
    ImagePart part;
    if (mtmd_input_chunk_get_type(chunk) == MTMD_INPUT_CHUNK_TYPE_TEXT) {
      size_t count = 0;
      const llama_token* tokens = mtmd_input_chunk_get_tokens_text(chunk, &count);
      part.text.assign(tokens, tokens + count);
      parts_.push_back(std::move(part));
      return true;
    }
    part.tokens = mtmd_input_chunk_get_n_tokens(chunk);
    part.positions = mtmd_input_chunk_get_n_pos(chunk);
    part.chunk.reset(mtmd_input_chunk_get_placeholder(chunk));
    if (part.chunk == nullptr || !FeaturesOf(chunk, part)) return false;
    parts_.push_back(std::move(part));
    return true;
  }

  std::unique_ptr<mtmd_bitmap, void (*)(mtmd_bitmap*)> bitmap_{nullptr, mtmd_bitmap_free};
};

class LayoutWorker : public ImageWorker {
public:
  using ImageWorker::ImageWorker;

protected:
  bool FeaturesOf(const mtmd_input_chunk*, ImagePart&) override { return true; }
};

class EncodeWorker : public ImageWorker {
public:
  using ImageWorker::ImageWorker;

protected:
  bool FeaturesOf(const mtmd_input_chunk* chunk, ImagePart& part) override {
    if (mtmd_encode_chunk(projector_->context, chunk) != 0) return false;
    const float* features = mtmd_get_output_embd(projector_->context);
    if (features == nullptr) return false;
    part.features.assign(features, features + part.tokens * projector_->featureWidth);
    // At once, so that what comes back from the disk is what was computed.
    roundToHalf(part.features);
    return true;
  }
};

class RestoreWorker : public ImageWorker {
public:
  RestoreWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : ImageWorker(info, vision, std::move(projector)) {
    auto features = info[3].As<Napi::Uint16Array>();
    features_.assign(features.Data(), features.Data() + features.ElementLength());
  }

protected:
  void Execute() override {
    ImageWorker::Execute();
    isForeign_ = isForeign_ || used_ != features_.size();
  }

  bool FeaturesOf(const mtmd_input_chunk*, ImagePart& part) override {
    const size_t count = part.tokens * projector_->featureWidth;
    if (used_ + count > features_.size()) {
      isForeign_ = true;
      return true;
    }
    part.features.resize(count);
    ggml_fp16_to_fp32_row(features_.data() + used_, part.features.data(), static_cast<int64_t>(count));
    used_ += count;
    return true;
  }

private:
  std::vector<ggml_fp16_t> features_;
  size_t used_ = 0;
};

class DecodeImageWorker : public VisionWorker {
public:
  DecodeImageWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : VisionWorker(info, vision, std::move(projector)), decoding_(Context::DecodingOf(info[0])),
        context_(decoding_->context), sequence_(info[1].As<Napi::Number>()), position_(info[2].As<Napi::Number>()),
        parts_(EncodedImage::PartsOf(info[3])), index_(info[4].As<Napi::Number>().Uint32Value()) {
    if (index_ >= parts_->size() || (*parts_)[index_].features.empty()) throw Napi::RangeError::New(info.Env(), "no such part with features");
    decoding_->busy = true;
  }
  ~DecodeImageWorker() override { decoding_->busy = false; }

protected:
  void Execute() override {
    auto& part = (*parts_)[index_];
    llama_pos next = position_;
    // Between batches the flag is looked at here, within one by the context's own abort callback.
    auto goOn = [](llama_batch, void* abort) -> int32_t { return static_cast<std::atomic<bool>*>(abort)->load() ? 2 : 0; };
    const int32_t failure =
        mtmd_helper_decode_image_chunk(projector_->context, context_, part.chunk.get(), part.features.data(), position_, sequence_,
                                       static_cast<int32_t>(llama_n_batch(context_)), &next, goOn, projector_->abort.get());
    llama_synchronize(context_);
    if (failure == 0) return;
    llama_memory_seq_rm(llama_get_memory(context_), sequence_, position_, -1);
    aborted_ = Aborted();
    if (!aborted_) SetError(failure == 1 ? "no room in the KV cache" : "the image could not be decoded");
  }

  Napi::Value Result(Napi::Env env) override { return Napi::Boolean::New(env, !aborted_); }

private:
  std::shared_ptr<DecodingContext> decoding_;
  llama_context* context_;
  llama_seq_id sequence_;
  llama_pos position_;
  std::shared_ptr<std::vector<ImagePart>> parts_;
  uint32_t index_;
  bool aborted_ = false;
};

Napi::Function Vision::Define(Napi::Env env) {
  return DefineClass(env, "Vision",
                     {InstanceMethod("encode", &Vision::Encode), InstanceMethod("layout", &Vision::Layout),
                      InstanceMethod("restore", &Vision::Restore), InstanceMethod("decode", &Vision::Decode),
                      InstanceMethod("dispose", &Vision::Dispose),
                      InstanceAccessor("featureWidth", &Vision::FeatureWidth, nullptr),
                      InstanceAccessor("usesNonCausal", &Vision::UsesNonCausal, nullptr)});
}

Vision::Vision(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Vision>(info) {}

Napi::Value Vision::Load(const Napi::CallbackInfo& info) { return (new LoadWorker(info))->Start(); }

Napi::Value Vision::Encode(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new EncodeWorker(info, this, projector_))->Start();
}

Napi::Value Vision::Layout(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new LayoutWorker(info, this, projector_))->Start();
}

Napi::Value Vision::Restore(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new RestoreWorker(info, this, projector_))->Start();
}

Napi::Value Vision::Decode(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new DecodeImageWorker(info, this, projector_))->Start();
}

Napi::Value Vision::FeatureWidth(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return Napi::Number::New(info.Env(), static_cast<double>(projector_->featureWidth));
}

Napi::Value Vision::UsesNonCausal(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return Napi::Boolean::New(info.Env(), mtmd_decode_use_non_causal(projector_->context, nullptr));
}

void Vision::Dispose(const Napi::CallbackInfo& info) {
  if (busy) throw Napi::Error::New(info.Env(), "the projector is at work");
  projector_.reset();
  model_.Reset();
}

void Vision::StartWork(Napi::Env env) {
  if (projector_ == nullptr) throw Napi::Error::New(env, "the projector was disposed of");
  if (busy) throw Napi::Error::New(env, "the projector is at work");
}
