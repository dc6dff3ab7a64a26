#include "encodedImage.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "ggml.h"

namespace {
constexpr napi_type_tag typeTag = {0x6c6c6176616d6564ULL, 0x656e636f64656469ULL};

/** Features that are converted at a time: their copies stay in the processor's cache. */
constexpr size_t stretch = 4096;

/** Writes `count` values as 16-bit floats into `halves`, and those as 32-bit ones into `back`. */
void toHalfAndBack(const float* values, size_t count, ggml_fp16_t* halves, float* back) {
  ggml_fp32_to_fp16_row(values, halves, static_cast<int64_t>(count));
  ggml_fp16_to_fp32_row(halves, back, static_cast<int64_t>(count));
}
}  // namespace

void roundToHalf(std::vector<float>& features) {
  std::vector<float> rounded(features.size());
  std::vector<ggml_fp16_t> halves(stretch);
  for (size_t at = 0; at < features.size(); at += stretch) {
    const size_t count = std::min(stretch, features.size() - at);
    toHalfAndBack(features.data() + at, count, halves.data(), rounded.data() + at);
    // Of what is too large becomes infinity.
    for (size_t i = 0; i < count; i++) {
      if (!std::isfinite(rounded[at + i])) return;
    }
  }
  features = std::move(rounded);
}

Napi::Function EncodedImage::Define(Napi::Env env) {
  return DefineClass(env, "EncodedImage",
                     {InstanceAccessor("parts", &EncodedImage::Parts, nullptr), InstanceAccessor("byteLength", &EncodedImage::ByteLength, nullptr),
                      InstanceMethod("features", &EncodedImage::Features), InstanceMethod("halfFeatures", &EncodedImage::HalfFeatures),
                      InstanceMethod("dispose", &EncodedImage::Dispose)});
}

EncodedImage::EncodedImage(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EncodedImage>(info) {
  info.This().As<Napi::Object>().TypeTag(&typeTag);
}

Napi::Object EncodedImage::Create(const Napi::Function& constructor, std::vector<ImagePart> parts) {
  auto object = constructor.New({});
  Unwrap(object)->parts_ = std::make_shared<std::vector<ImagePart>>(std::move(parts));
  return object;
}

std::shared_ptr<std::vector<ImagePart>> EncodedImage::PartsOf(const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&typeTag)) {
    throw Napi::TypeError::New(value.Env(), "expected an EncodedImage");
  }
  auto parts = Unwrap(value.As<Napi::Object>())->parts_;
  if (parts == nullptr) throw Napi::TypeError::New(value.Env(), "the encoded image was disposed of");
  return parts;
}

Napi::Value EncodedImage::Parts(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto parts = PartsOf(info.This());
  auto list = Napi::Array::New(env, parts->size());
  for (uint32_t i = 0; i < parts->size(); i++) {
    const auto& part = (*parts)[i];
    auto entry = Napi::Object::New(env);
    if (part.chunk == nullptr) {
      auto tokens = Napi::Array::New(env, part.text.size());
      for (uint32_t t = 0; t < part.text.size(); t++) tokens[t] = part.text[t];
      entry["kind"] = "text";
      entry["tokens"] = tokens;
    } else {
      entry["kind"] = "features";
      entry["tokens"] = static_cast<double>(part.tokens);
      entry["positions"] = part.positions;
    }
    list[i] = entry;
  }
  return list;
}

Napi::Value EncodedImage::ByteLength(const Napi::CallbackInfo& info) {
  size_t bytes = 0;
  for (const auto& part : *PartsOf(info.This())) bytes += part.features.size() * sizeof(float);
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

Napi::Value EncodedImage::Features(const Napi::CallbackInfo& info) {
  auto parts = PartsOf(info.This());
  size_t count = 0;
  for (const auto& part : *parts) count += part.features.size();
  // A copy, never an external buffer: Electron's V8 sandbox forbids those.
  auto values = Napi::Float32Array::New(info.Env(), count);
  float* out = values.Data();
  for (const auto& part : *parts) {
    if (part.features.empty()) continue;
    std::memcpy(out, part.features.data(), part.features.size() * sizeof(float));
    out += part.features.size();
  }
  return values;
}

Napi::Value EncodedImage::HalfFeatures(const Napi::CallbackInfo& info) {
  auto parts = PartsOf(info.This());
  size_t count = 0;
  for (const auto& part : *parts) count += part.features.size();
  auto values = Napi::Uint16Array::New(info.Env(), count);
  ggml_fp16_t* out = values.Data();
  std::vector<float> back(stretch);
  for (const auto& part : *parts) {
    for (size_t at = 0; at < part.features.size(); at += stretch) {
      const size_t length = std::min(stretch, part.features.size() - at);
      const float* features = part.features.data() + at;
      toHalfAndBack(features, length, out, back.data());
      if (std::memcmp(features, back.data(), length * sizeof(float)) != 0) return info.Env().Null();
      out += length;
    }
  }
  return values;
}

void EncodedImage::Dispose(const Napi::CallbackInfo&) { parts_.reset(); }
