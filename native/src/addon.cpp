/**
 * llava_vision: image input for node-llama-cpp. llama.cpp's own multimodal code (tools/mtmd), compiled from the source that node-llama-cpp
 * ships and linked against the libraries that it has loaded, working on its model and context objects.
 */
#include <napi.h>

#include "abortFlag.h"
#include "addonData.h"
#include "computeThreads.h"
#include "context.h"
#include "cpuBackend.h"
#include "encodedImage.h"
#include "log.h"
#include "quantizeModel.h"
#include "quantizeProjector.h"
#include "sampler.h"
#include "threadPool.h"
#include "vision.h"

Napi::Object initAddon(Napi::Env env, Napi::Object exports) {
  auto* data = new AddonData(env);
  data->vision = Napi::Persistent(Vision::Define(env));
  data->encodedImage = Napi::Persistent(EncodedImage::Define(env));
  data->context = Napi::Persistent(Context::Define(env));
  env.SetInstanceData(data);
  exports["AbortFlag"] = AbortFlag::Define(env);
  exports["Sampler"] = Sampler::Define(env);
  exports["ThreadPool"] = ThreadPool::Define(env);
  exports["createContext"] = Napi::Function::New(env, Context::Create, "createContext");
  exports["loadVision"] = Napi::Function::New(env, Vision::Load, "loadVision");
  exports["useCpuBackend"] = Napi::Function::New(env, useCpuBackend, "useCpuBackend");
  exports["quantizeModel"] = Napi::Function::New(env, quantizeModel, "quantizeModel");
  exports["quantizeProjector"] = Napi::Function::New(env, quantizeProjector, "quantizeProjector");
  exports["setBackground"] = Napi::Function::New(env, ComputeThreads::SetBackground, "setBackground");
  exports["setLog"] = Napi::Function::New(env, setLog, "setLog");
  return exports;
}

NODE_API_MODULE(llava_vision, initAddon)
