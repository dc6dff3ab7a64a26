// Prints the names of the CPU variants in a folder of node-llama-cpp's libraries that run on this machine, best first: haswell, sandybridge, …
// Each file tells its own score (ggml_backend_score: 0 where the processor lacks an instruction), as ggml asks when it loads one.
#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

int main(int, char** arguments) {
  const std::string prefix = "libggml-cpu-";
  std::vector<std::pair<int, std::string>> variants;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    const std::string name = entry.path().stem().string();
    if (name.rfind(prefix, 0) != 0) continue;
    void* library = dlopen(entry.path().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) continue;
    auto* score = reinterpret_cast<int (*)()>(dlsym(library, "ggml_backend_score"));
    if (score != nullptr && score() > 0) variants.emplace_back(score(), name.substr(prefix.size()));
  }
  std::sort(variants.rbegin(), variants.rend());
  for (const auto& variant : variants) std::cout << variant.second << "\n";
  return variants.empty() ? 1 : 0;
}
