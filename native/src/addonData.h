#pragma once
#include <napi.h>

#include "computeThreads.h"

/** What the addon has once for each environment: constructors of its classes, and the threads that compute. */
struct AddonData {
  explicit AddonData(Napi::Env env) : threads(env) {}

  Napi::FunctionReference vision;
  Napi::FunctionReference encodedImage;
  Napi::FunctionReference context;
  ComputeThreads threads;
};
