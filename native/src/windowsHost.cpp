/**
 * Windows binds Node-API to a file named node.exe; inside VS Code the host program has another name. The import is delayed (see CMakeLists.txt)
 * and is bound here to the program that is running, whatever it is called.
 */
#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <delayimp.h>

#include <cstring>

namespace {
FARPROC WINAPI bindToHost(unsigned event, DelayLoadInfo* info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0) return nullptr;
  return reinterpret_cast<FARPROC>(GetModuleHandleW(nullptr));
}
}  // namespace

extern "C" const PfnDliHook __pfnDliNotifyHook2 = bindToHost;
#endif
