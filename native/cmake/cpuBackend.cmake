# ggml's CPU backend from the shipped source, as loadable modules OUTPUT/cpu/libggml-cpu-VARIANT.so that the engine loads in place of
# node-llama-cpp's own: the same source for the same instructions, but without what GCC 11 does to it there (patches/tinyblas-unroll.patch),
# and with OpenMP, as llama.cpp builds it for itself. OpenMP's threads stay from one graph to the next, and sleep when they wait long;
# without it ggml starts new ones for each graph.
#
# Only for GCC on Linux, where it was measured. Elsewhere node-llama-cpp's files come from a compiler (Clang) that may not be at hand.
#
# CPU_VARIANTS: "best" for the one that ggml would choose on this machine, "all" for a package.

# The best of the variants in node-llama-cpp's FOLDER for this machine, as a target.
function(best_cpu_variant folder targets result)
  try_run(status compiled ${CMAKE_CURRENT_BINARY_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/bestCpuVariant.cpp
    CMAKE_FLAGS -DCMAKE_CXX_STANDARD=17 -DCMAKE_CXX_STANDARD_REQUIRED=ON
    LINK_LIBRARIES ${CMAKE_DL_LIBS}
    COMPILE_OUTPUT_VARIABLE said RUN_OUTPUT_VARIABLE names ARGS ${folder})
  string(REGEX MATCHALL "[^\n]+" names "${names}")
  foreach(name ${names})
    if(compiled AND "ggml-cpu-${name}" IN_LIST targets)
      set(${result} "ggml-cpu-${name}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(WARNING "No CPU variant of ${folder} runs and compiles here (${names}): ${said}")
  set(${result} "" PARENT_SCOPE)
endfunction()

# OpenMP's runtime goes with a package: not every machine has it. The modules look for it beside themselves first.
function(openmp_runtime)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libgomp.so.1 OUTPUT_VARIABLE runtime OUTPUT_STRIP_TRAILING_WHITESPACE)
  get_filename_component(runtime "${runtime}" REALPATH)
  configure_file("${runtime}" ${OUTPUT}/cpu/libgomp.so.1 COPYONLY)
  file(WRITE ${OUTPUT}/cpu/NOTICE.txt "libggml-cpu-*: from llama.cpp (MIT licence).\n\
libgomp.so.1: GCC's OpenMP runtime, GPL-3.0-or-later with the GCC Runtime Library Exception 3.1; source: https://gcc.gnu.org\n")
endfunction()

# FOLDER: node-llama-cpp's libraries. libggml-base has the same name in each of its variants, so one module serves them all.
function(cpu_backend folder)
  # Not part of "all": a compiler that does not know this processor's instructions must not keep the addon from being built.
  add_custom_target(cpu_backend)
  if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()
  endif()
  # ggml's own rules know the flags of each variant. Nothing else of it is built.
  set(BUILD_SHARED_LIBS ON)
  set(GGML_BACKEND_DL ON)
  set(GGML_CPU_ALL_VARIANTS ON)
  set(GGML_NATIVE OFF)
  set(GGML_LLAMAFILE ON)
  set(GGML_OPENMP ON)
  set(GGML_ALL_WARNINGS OFF)
  set(GGML_CCACHE OFF)
  add_subdirectory(${LLAMA_SOURCE}/ggml ${CMAKE_CURRENT_BINARY_DIR}/ggml EXCLUDE_FROM_ALL)

  get_property(targets DIRECTORY ${LLAMA_SOURCE}/ggml/src PROPERTY BUILDSYSTEM_TARGETS)
  list(FILTER targets INCLUDE REGEX "^ggml-cpu-")
  list(FILTER targets EXCLUDE REGEX "-feats$")
  if(NOT CPU_VARIANTS STREQUAL "all")
    best_cpu_variant(${folder} "${targets}" targets)
  endif()

  find_variant_library(${folder} ggml-base base)
  foreach(target ${targets})
    add_dependencies(cpu_backend ${target})
    # Linked to node-llama-cpp's own libggml-base, which is there when the module is loaded; of ggml's target only the headers count.
    get_target_property(libraries ${target} LINK_LIBRARIES)
    list(REMOVE_ITEM libraries ggml-base)
    set_property(TARGET ${target} PROPERTY LINK_LIBRARIES ${libraries} ${base} Threads::Threads)
    target_include_directories(${target} PRIVATE $<TARGET_PROPERTY:ggml-base,INTERFACE_INCLUDE_DIRECTORIES>)
    target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:ggml-base,INTERFACE_COMPILE_DEFINITIONS>)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${OUTPUT}/cpu BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH "$ORIGIN")
  endforeach()
  if(CPU_VARIANTS STREQUAL "all")
    openmp_runtime()
  endif()
endfunction()
