#include "cpuBackend.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#ifndef _WIN32
#include <dlfcn.h>
#endif

#include "ggml-backend.h"

namespace {
std::vector<ggml_backend_reg_t> cpuBackends() {
  std::vector<ggml_backend_reg_t> found;
  for (size_t i = 0; i < ggml_backend_reg_count(); i++) {
    auto* backend = ggml_backend_reg_get(i);
    if (std::string(ggml_backend_reg_name(backend)) == "CPU") found.push_back(backend);
  }
  return found;
}

/** "AVX2 FMA OPENMP REPACK": the instructions and the parts of ggml that it was compiled with. */
std::string featuresOf(ggml_backend_reg_t backend) {
  auto getFeatures =
      reinterpret_cast<ggml_backend_get_features_t>(ggml_backend_reg_get_proc_address(backend, "ggml_backend_get_features"));
  std::string names;
  if (getFeatures == nullptr) return names;
  for (auto* feature = getFeatures(backend); feature->name != nullptr; feature++) {
    if (std::string(feature->value) == "0") continue;
    names += (names.empty() ? "" : " ") + std::string(feature->name);
  }
  return names;
}

/** ggml passes over a file that does not load without a word, so the loader is asked once more. */
std::string whyNone(const std::filesystem::path& folder) {
  std::error_code error;
  bool isEmpty = true;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().filename().string().find("ggml-cpu-") == std::string::npos) continue;
    isEmpty = false;
#ifndef _WIN32
    void* library = dlopen(entry.path().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return dlerror();
    dlclose(library);
#endif
  }
  return isEmpty ? "there is none of ours" : "none of ours runs on this processor";
}
}  // namespace

Napi::Value useCpuBackend(const Napi::CallbackInfo& info) {
  const std::string folder = info[0].As<Napi::String>();
  const auto before = cpuBackends();
  // Scores every file there as ggml does at its start; files of other kinds of backends do not lie there.
  ggml_backend_load_all_from_path(folder.c_str());
  const auto after = cpuBackends();
  const auto ours = std::find_if(after.begin(), after.end(),
                                 [&](auto* backend) { return std::find(before.begin(), before.end(), backend) == before.end(); });
  const bool isLoaded = ours != after.end();
  // With two registered, parts of llama.cpp would take the first and parts count both.
  if (isLoaded) std::for_each(before.begin(), before.end(), ggml_backend_unload);
  auto result = Napi::Object::New(info.Env());
  result["isLoaded"] = Napi::Boolean::New(info.Env(), isLoaded);
  result["detail"] = Napi::String::New(info.Env(), isLoaded ? featuresOf(*ours) : whyNone(std::filesystem::u8path(folder)));
  return result;
}
