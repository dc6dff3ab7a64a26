#pragma once
#include <napi.h>

#include <atomic>
#include <memory>

#include "mtmd.h"
#include "threadPool.h"

/** The projector of a loaded model: turns pixels into features, and writes features into a sequence of a context. */
struct LoadedProjector {
  mtmd_context* context = nullptr;
  std::shared_ptr<std::atomic<bool>> abort;
  std::shared_ptr<CpuThreads> threads;
  size_t featureWidth = 0;

  ~LoadedProjector() {
    if (context != nullptr) mtmd_free(context);
  }
};

/**
 * One piece of work at a time: a call while another runs is rejected. Holds a reference to node-llama-cpp's model, whose memory it uses;
 * dispose of it before the model.
 */
class Vision : public Napi::ObjectWrap<Vision> {
public:
  static Napi::Function Define(Napi::Env env);
  explicit Vision(const Napi::CallbackInfo& info);

  /** loadVision(addonModel, projectorPath, { useGpu, flashAttention, threads: ThreadPool, abort: AbortFlag }): Promise<Vision> */
  static Napi::Value Load(const Napi::CallbackInfo& info);

  bool busy = false;

private:
  friend class LoadWorker;

  /** encode(rgb: Uint8Array, width, height): Promise<EncodedImage | null>; null when the abort flag was raised. */
  Napi::Value Encode(const Napi::CallbackInfo& info);
  /** layout(rgb, width, height): Promise<EncodedImage>, what the image becomes, without features. */
  Napi::Value Layout(const Napi::CallbackInfo& info);
  /** restore(rgb, width, height, features: Uint16Array): Promise<EncodedImage | null>, with features that `halfFeatures` gave; null when
      they are not as many as this image has. */
  Napi::Value Restore(const Napi::CallbackInfo& info);
  /** decode(context: Context, sequenceId, position, image: EncodedImage, part): Promise<boolean>; false when the abort flag was raised.
      On failure or abort nothing of the part is left in the sequence. */
  Napi::Value Decode(const Napi::CallbackInfo& info);
  Napi::Value FeatureWidth(const Napi::CallbackInfo& info);
  /** Whether an image's tokens attend to each other, so that all of them must fit into one batch. */
  Napi::Value UsesNonCausal(const Napi::CallbackInfo& info);
  void Dispose(const Napi::CallbackInfo& info);

  void StartWork(Napi::Env env);

  std::shared_ptr<LoadedProjector> projector_;
  Napi::ObjectReference model_;
};
