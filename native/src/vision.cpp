#include "vision.h"

#include <cstring>

#include "abortFlag.h"
#include "encodedImage.h"
#include "llama.h"
#include "mtmd-helper.h"
#include "nodeLlamaObjects.h"
#include "promiseWorker.h"

namespace {
/** Asked before and after each graph node of the encoder; a look at the end of every transformer layer is often enough to stop. */
bool keepEncoding(ggml_tensor* node, bool ask, void* abort) {
  if (ask) return std::strncmp(node->name, "layer_out", 9) == 0;
  return !static_cast<std::atomic<bool>*>(abort)->load(std::memory_order_relaxed);
}
}  // namespace

class LoadWorker : public PromiseWorker {
public:
  LoadWorker(const Napi::CallbackInfo& info)
      : PromiseWorker(info.Env(), "loadVision"), modelObject_(Napi::Persistent(info[0].As<Napi::Object>())), model_(modelOf(info[0])),
        path_(info[1].As<Napi::String>()), projector_(std::make_shared<LoadedProjector>()) {
    auto options = info[2].As<Napi::Object>();
    useGpu_ = options.Get("useGpu").ToBoolean();
    flashAttention_ = options.Get("flashAttention").ToBoolean();
    threads_ = options.Get("threads").ToNumber();
    projector_->abort = AbortFlag::FlagOf(options.Get("abort"));
  }

protected:
  void Execute() override {
    auto params = mtmd_context_params_default();
    params.use_gpu = useGpu_;
    params.n_threads = threads_;
    params.print_timings = false;
    params.flash_attn_type = flashAttention_ ? LLAMA_FLASH_ATTN_TYPE_AUTO : LLAMA_FLASH_ATTN_TYPE_DISABLED;
    params.cb_eval = keepEncoding;
    params.cb_eval_user_data = projector_->abort.get();
    projector_->context = mtmd_init_from_file(path_.c_str(), model_, params);
    if (projector_->context == nullptr) SetError("llama.cpp could not load the projector");
    else if (!mtmd_support_vision(projector_->context)) SetError("the projector has no vision encoder");
    projector_->featureWidth = static_cast<size_t>(llama_model_n_embd_inp(model_));
  }

  Napi::Value Result(Napi::Env env) override {
    auto object = env.GetInstanceData<AddonClasses>()->vision.New({});
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
  int threads_;
  std::shared_ptr<LoadedProjector> projector_;
};

/** Work of one Vision: keeps it (and the projector) alive and marks it busy meanwhile. */
class VisionWorker : public PromiseWorker {
public:
  VisionWorker(const Napi::CallbackInfo& info, const char* name, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : PromiseWorker(info.Env(), name), vision_(vision), projector_(std::move(projector)) {
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

class EncodeWorker : public VisionWorker {
public:
  EncodeWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : VisionWorker(info, "encodeImage", vision, std::move(projector)) {
    auto rgb = info[0].As<Napi::Uint8Array>();
    width_ = info[1].As<Napi::Number>();
    height_ = info[2].As<Napi::Number>();
    if (width_ == 0 || height_ == 0 || rgb.ByteLength() != static_cast<size_t>(width_) * height_ * 3) {
      throw Napi::RangeError::New(info.Env(), "an image has width * height * 3 bytes");
    }
    bitmap_.reset(mtmd_bitmap_init(width_, height_, rgb.Data()));
  }
  /** Takes `halves`, as halfFeatures gave them, in place of what the encoder would compute. */
  EncodeWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector, const Napi::Uint16Array& halves)
      : EncodeWorker(info, vision, std::move(projector)) {
    halves_ = std::make_unique<std::vector<ggml_fp16_t>>(halves.Data(), halves.Data() + halves.ElementLength());
  }

protected:
  void Execute() override {
    std::unique_ptr<mtmd_input_chunks, void (*)(mtmd_input_chunks*)> chunks(mtmd_input_chunks_init(), mtmd_input_chunks_free);
    const char* marker = mtmd_default_marker();
    const mtmd_input_text text = {marker, std::strlen(marker), /* add_special */ false, /* parse_special */ true};
    const mtmd_bitmap* bitmaps[] = {bitmap_.get()};
    if (mtmd_tokenize(projector_->context, chunks.get(), &text, bitmaps, 1) != 0) return SetError("the image could not be preprocessed");
    for (size_t i = 0; i < mtmd_input_chunks_size(chunks.get()) && !Aborted(); i++) {
      if (!Add(mtmd_input_chunks_get(chunks.get(), i))) return SetError("the image could not be encoded");
    }
    aborted_ = Aborted();
    if (halves_ != nullptr && used_ != halves_->size()) isOther_ = true;
  }

  Napi::Value Result(Napi::Env env) override {
    if (aborted_ || isOther_) return env.Null();
    return EncodedImage::Create(env.GetInstanceData<AddonClasses>()->encodedImage.Value(), std::move(parts_));
  }

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
    if (part.chunk == nullptr || !(halves_ == nullptr ? EncodeFeatures(chunk, part) : RestoreFeatures(part))) return false;
    parts_.push_back(std::move(part));
    return true;
  }

  bool EncodeFeatures(const mtmd_input_chunk* chunk, ImagePart& part) {
    if (mtmd_encode_chunk(projector_->context, chunk) != 0) return false;
    const float* features = mtmd_get_output_embd(projector_->context);
    if (features == nullptr) return false;
    part.features.assign(features, features + part.tokens * projector_->featureWidth);
    roundToHalf(part.features);
    return true;
  }

  /** The next features of `halves_`; the result is null where there are too few. */
  bool RestoreFeatures(ImagePart& part) {
    const size_t count = part.tokens * projector_->featureWidth;
    isOther_ = isOther_ || used_ + count > halves_->size();
    if (isOther_) return true;
    part.features.resize(count);
    ggml_fp16_to_fp32_row(halves_->data() + used_, part.features.data(), static_cast<int64_t>(count));
    used_ += count;
    return true;
  }

  uint32_t width_;
  uint32_t height_;
  std::unique_ptr<mtmd_bitmap, void (*)(mtmd_bitmap*)> bitmap_{nullptr, mtmd_bitmap_free};
  std::vector<ImagePart> parts_;
  /** Null: the encoder runs. */
  std::unique_ptr<std::vector<ggml_fp16_t>> halves_;
  size_t used_ = 0;
  /** The features given are not as many as this image has. */
  bool isOther_ = false;
  bool aborted_ = false;
};

class DecodeWorker : public VisionWorker {
public:
  DecodeWorker(const Napi::CallbackInfo& info, Vision* vision, std::shared_ptr<LoadedProjector> projector)
      : VisionWorker(info, "decodeImage", vision, std::move(projector)), contextObject_(Napi::Persistent(info[0].As<Napi::Object>())),
        context_(contextOf(info[0])), sequence_(info[1].As<Napi::Number>()), position_(info[2].As<Napi::Number>()),
        parts_(EncodedImage::PartsOf(info[3])), index_(info[4].As<Napi::Number>().Uint32Value()) {
    if (index_ >= parts_->size() || (*parts_)[index_].chunk == nullptr) throw Napi::RangeError::New(info.Env(), "no such part with features");
  }

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
  Napi::ObjectReference contextObject_;
  llama_context* context_;
  llama_seq_id sequence_;
  llama_pos position_;
  std::shared_ptr<std::vector<ImagePart>> parts_;
  uint32_t index_;
  bool aborted_ = false;
};

Napi::Function Vision::Define(Napi::Env env) {
  return DefineClass(env, "Vision",
                     {InstanceMethod("encode", &Vision::Encode), InstanceMethod("restore", &Vision::Restore), InstanceMethod("decode", &Vision::Decode), InstanceMethod("dispose", &Vision::Dispose),
                      InstanceAccessor("featureWidth", &Vision::FeatureWidth, nullptr),
                      InstanceAccessor("usesNonCausal", &Vision::UsesNonCausal, nullptr)});
}

Vision::Vision(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Vision>(info) {}

Napi::Value Vision::Load(const Napi::CallbackInfo& info) { return (new LoadWorker(info))->Start(); }

Napi::Value Vision::Encode(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new EncodeWorker(info, this, projector_))->Start();
}

Napi::Value Vision::Restore(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new EncodeWorker(info, this, projector_, info[3].As<Napi::Uint16Array>()))->Start();
}

Napi::Value Vision::Decode(const Napi::CallbackInfo& info) {
  StartWork(info.Env());
  return (new DecodeWorker(info, this, projector_))->Start();
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
