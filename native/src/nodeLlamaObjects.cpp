#include "nodeLlamaObjects.h"

// node-llama-cpp's own headers, of the very version whose libraries are linked: the layout of its classes is theirs to define.
#include "AddonModel.h"

namespace {
template <typename Wrapped>
Wrapped* unwrap(const Napi::Value& value, const char* what) {
  void* wrapped = nullptr;
  if (!value.IsObject() || napi_unwrap(value.Env(), value, &wrapped) != napi_ok || wrapped == nullptr) {
    throw Napi::TypeError::New(value.Env(), std::string("expected node-llama-cpp's ") + what);
  }
  return static_cast<Wrapped*>(wrapped);
}
}  // namespace

llama_model* modelOf(const Napi::Value& addonModel) {
  auto* wrapped = unwrap<AddonModel>(addonModel, "AddonModel");
  if (wrapped->disposed || wrapped->model == nullptr) throw Napi::TypeError::New(addonModel.Env(), "the model was disposed of");
  return wrapped->model;
}
