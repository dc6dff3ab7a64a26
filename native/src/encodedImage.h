#pragma once
#include <napi.h>

#include <memory>
#include <vector>

#include "llama.h"
#include "mtmd.h"

struct ChunkDeleter {
  void operator()(mtmd_input_chunk* chunk) const { mtmd_input_chunk_free(chunk); }
};

/** A stretch of what one image becomes in the prompt: tokens of text that the model's family puts around it, or features. */
struct ImagePart {
  std::vector<llama_token> text;
  /** Without pixels: knows the number of tokens and their positions. Null for text. */
  std::unique_ptr<mtmd_input_chunk, ChunkDeleter> chunk;
  /** Empty in a layout. */
  std::vector<float> features;
  size_t tokens = 0;
  llama_pos positions = 0;
};

/**
 * Rounds features to what 16-bit floats hold, so that those which come back from a file equal the encoder's own to the bit. Leaves them
 * as they are where one of them does not fit (beyond 65504, or no number).
 */
void roundToHalf(std::vector<float>& features);

/** One encoded image, kept on the native side so that decoding it again needs no copy: this is what the embedding cache holds. */
class EncodedImage : public Napi::ObjectWrap<EncodedImage> {
public:
  static Napi::Function Define(Napi::Env env);
  /** Not for JavaScript: `create` makes one. */
  explicit EncodedImage(const Napi::CallbackInfo& info);

  static Napi::Object Create(const Napi::Function& constructor, std::vector<ImagePart> parts);
  /** Throws a TypeError when the value is no EncodedImage or was disposed of. */
  static std::shared_ptr<std::vector<ImagePart>> PartsOf(const Napi::Value& value);

private:
  /** parts: ({ kind: 'text', tokens: number[] } | { kind: 'features', tokens: number, positions: number })[] */
  Napi::Value Parts(const Napi::CallbackInfo& info);
  Napi::Value ByteLength(const Napi::CallbackInfo& info);
  /** features(): Float32Array, a copy of all features in order. */
  Napi::Value Features(const Napi::CallbackInfo& info);
  /** halfFeatures(): Uint16Array | null, a copy of all features in order as the bits of 16-bit floats; null where they are not exact. */
  Napi::Value HalfFeatures(const Napi::CallbackInfo& info);
  void Dispose(const Napi::CallbackInfo& info);

  std::shared_ptr<std::vector<ImagePart>> parts_;
};
