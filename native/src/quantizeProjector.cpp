#include "quantizeProjector.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "ggml.h"
#include "gguf.h"
#include "promiseWorker.h"

namespace {
constexpr ggml_type type8bit = GGML_TYPE_Q8_0;
/** llama.cpp's LLAMA_FTYPE_MOSTLY_Q8_0, as `general.file_type` has it. */
constexpr uint32_t fileType8bit = 7;
/** Rows that are converted at a time. */
constexpr int64_t stretch = 256;

using File = std::unique_ptr<FILE, int (*)(FILE*)>;
using Gguf = std::unique_ptr<gguf_context, void (*)(gguf_context*)>;
using Tensors = std::unique_ptr<ggml_context, void (*)(ggml_context*)>;

File open(const std::string& path, const char* mode) {
  File file(ggml_fopen(path.c_str(), mode), std::fclose);
  if (file == nullptr) throw std::runtime_error("could not be opened");
  return file;
}

void seek(FILE* file, uint64_t offset) {
#ifdef _WIN32
  const int failed = _fseeki64(file, static_cast<int64_t>(offset), SEEK_SET);
#else
  const int failed = fseeko(file, static_cast<off_t>(offset), SEEK_SET);
#endif
  if (failed != 0) throw std::runtime_error("could not be read");
}

void read(FILE* file, std::vector<uint8_t>& bytes) {
  if (std::fread(bytes.data(), 1, bytes.size(), file) != bytes.size()) throw std::runtime_error("could not be read");
}

void write(FILE* file, const std::vector<uint8_t>& bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) throw std::runtime_error("could not be written");
}

bool startsWith(const std::string& text, const char* start) { return text.rfind(start, 0) == 0; }

/** A matrix that features are multiplied by: not a norm, a bias, or the embeddings of patches and positions. */
bool isConverted(const ggml_tensor* tensor) {
  const std::string name = tensor->name;
  const bool isOfFloats = tensor->type == GGML_TYPE_F32 || tensor->type == GGML_TYPE_F16 || tensor->type == GGML_TYPE_BF16;
  return isOfFloats && ggml_n_dims(tensor) == 2 && tensor->ne[0] % ggml_blck_size(type8bit) == 0 &&
         (startsWith(name, "v.blk.") || startsWith(name, "mm."));
}

/** The tensor's data, as the new file has them, up to the next tensor's. */
class TensorCopy {
public:
  TensorCopy(FILE* from, FILE* to, size_t alignment) : from_(from), to_(to), alignment_(alignment) {}

  void operator()(const ggml_tensor* tensor, bool converts) {
    const size_t rowBytes = ggml_row_size(tensor->type, tensor->ne[0]);
    size_t written = 0;
    const int64_t rows = ggml_nrows(tensor);
    for (int64_t row = 0; row < rows; row += stretch) {
      const int64_t count = std::min(stretch, rows - row);
      source_.resize(static_cast<size_t>(count) * rowBytes);
      read(from_, source_);
      if (converts) convert(tensor, count);
      const auto& bytes = converts ? converted_ : source_;
      write(to_, bytes);
      written += bytes.size();
    }
    write(to_, std::vector<uint8_t>(GGML_PAD(written, alignment_) - written));
  }

private:
  void convert(const ggml_tensor* tensor, int64_t rows) {
    const int64_t width = tensor->ne[0];
    const float* values = reinterpret_cast<const float*>(source_.data());
    if (tensor->type != GGML_TYPE_F32) {
      floats_.resize(static_cast<size_t>(rows * width));
      ggml_get_type_traits(tensor->type)->to_float(source_.data(), floats_.data(), rows * width);
      values = floats_.data();
    }
    converted_.resize(static_cast<size_t>(rows) * ggml_row_size(type8bit, width));
    ggml_quantize_chunk(type8bit, values, converted_.data(), 0, rows, width, nullptr);
  }

  FILE* from_;
  FILE* to_;
  size_t alignment_;
  std::vector<uint8_t> source_;
  std::vector<float> floats_;
  std::vector<uint8_t> converted_;
};

class QuantizeWorker : public PromiseWorker {
public:
  explicit QuantizeWorker(const Napi::CallbackInfo& info)
      : PromiseWorker(info.Env()), from_(info[0].As<Napi::String>()), to_(info[1].As<Napi::String>()) {}

protected:
  void Execute() override {
    ggml_context* described = nullptr;
    Gguf source(gguf_init_from_file(from_.c_str(), {/* no_alloc */ true, &described}), gguf_free);
    Tensors tensors(described, ggml_free);
    if (source == nullptr) throw std::runtime_error("could not be read");
    Gguf target(gguf_init_empty(), gguf_free);
    gguf_set_kv(target.get(), source.get());
    gguf_set_val_u32(target.get(), "general.file_type", fileType8bit);
    for (auto* tensor = ggml_get_first_tensor(tensors.get()); tensor != nullptr; tensor = ggml_get_next_tensor(tensors.get(), tensor)) {
      gguf_add_tensor(target.get(), tensor);
      if (!isConverted(tensor)) continue;
      gguf_set_tensor_type(target.get(), tensor->name, type8bit);
      converted_++;
    }
    const auto from = open(from_, "rb");
    const auto to = open(to_, "wb");
    std::vector<uint8_t> header(gguf_get_meta_size(target.get()));
    gguf_get_meta_data(target.get(), header.data());
    write(to.get(), header);
    TensorCopy copy(from.get(), to.get(), gguf_get_alignment(target.get()));
    for (int64_t i = 0; i < gguf_get_n_tensors(source.get()); i++) {
      const auto* tensor = ggml_get_tensor(tensors.get(), gguf_get_tensor_name(source.get(), i));
      seek(from.get(), gguf_get_data_offset(source.get()) + gguf_get_tensor_offset(source.get(), i));
      copy(tensor, isConverted(tensor));
    }
    if (std::fflush(to.get()) != 0) throw std::runtime_error("could not be written");
  }

  Napi::Value Result(Napi::Env env) override { return Napi::Number::New(env, converted_); }

private:
  std::string from_;
  std::string to_;
  int converted_ = 0;
};
}  // namespace

Napi::Value quantizeProjector(const Napi::CallbackInfo& info) { return (new QuantizeWorker(info))->Start(); }
