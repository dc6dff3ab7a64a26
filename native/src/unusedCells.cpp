#include "unusedCells.h"

#ifdef __linux__

#include <sys/mman.h>
#include <unistd.h>

#include <set>
#include <stdexcept>

#include "ggml-backend.h"
#include "llama-kv-cache-iswa.h"
#include "llama-kv-cache.h"
#include "llama.h"

namespace {
void releaseBuffer(ggml_backend_buffer_t buffer) {
  // Of a GPU, or pinned for one: not the system's to take back.
  if (ggml_backend_buffer_get_type(buffer) != ggml_backend_cpu_buffer_type()) return;
  const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto base = reinterpret_cast<uintptr_t>(ggml_backend_buffer_get_base(buffer));
  const auto start = (base + page - 1) / page * page;
  const auto end = (base + ggml_backend_buffer_get_size(buffer)) / page * page;
  if (end > start) madvise(reinterpret_cast<void*>(start), end - start, MADV_DONTNEED);
}

/** The layers on one device share a buffer. */
void releaseCache(const llama_kv_cache& cache, int32_t layers) {
  std::set<ggml_backend_buffer_t> buffers;
  for (int32_t layer = 0; layer < layers; layer++) {
    try {
      const auto* keys = cache.get_k_storage(layer);
      if (keys != nullptr && keys->buffer != nullptr) buffers.insert(keys->buffer);
    } catch (const std::out_of_range&) {
      // A layer of the other cache, or without one.
    }
  }
  for (auto* buffer : buffers) releaseBuffer(buffer);
}
}  // namespace

void releaseUnusedCells(llama_context* context) {
  const auto layers = llama_model_n_layer(llama_get_model(context));
  auto* memory = llama_get_memory(context);
  if (const auto* cache = dynamic_cast<const llama_kv_cache*>(memory)) releaseCache(*cache, layers);
  if (const auto* caches = dynamic_cast<const llama_kv_cache_iswa*>(memory)) {
    releaseCache(*caches->get_base(), layers);
    releaseCache(*caches->get_swa(), layers);
  }
}

#else

void releaseUnusedCells(llama_context*) {}

#endif
