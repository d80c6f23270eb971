# Links the engine module and runs the core's tests under Node. Flags that differ between Emscripten's releases are chosen by
# trying them, never by version. Knows nothing of what the module does.
include(CheckCXXSourceCompiles)

# Sets `variable` to the first of the given link flags that this Emscripten links a program with; empty when none does.
function(first_accepted_flag variable)
  set(chosen "")
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "RELU_ACCEPTS_${flag}" accepts)
    set(CMAKE_REQUIRED_LINK_OPTIONS ${flag})
    check_cxx_source_compiles("int main() { return 0; }" ${accepts})
    if(${accepts})
      set(chosen ${flag})
      break()
    endif()
  endforeach()
  set(${variable} ${chosen} PARENT_SCOPE)
endfunction()

# Eigen's products overflow the newer default of 64 kB.
first_accepted_flag(stack_flag -sSTACK_SIZE=1048576 -sTOTAL_STACK=1048576)
# Without import.meta in the glue a bundler finds nothing to rewrite, and one file loads in page, worker and Node: web/engine
# hands over the bytes of the .wasm file itself.
first_accepted_flag(import_meta_flag -sUSE_ES6_IMPORT_META=0)

find_program(NODE node REQUIRED NO_CMAKE_FIND_ROOT_PATH)
set_target_properties(core_tests PROPERTIES CROSSCOMPILING_EMULATOR ${NODE})
# Compiled without waiting, because 3.1.6 takes the fetch of today's Node for a browser's and gives it a file name.
# The file system is the host's: the tests read the corpus of the fuzz targets.
# wasm-opt would spend more on the tests than all of them run; the engine's modules are what it has to get right.
target_link_options(core_tests PRIVATE
  -O1 -sENVIRONMENT=node -sNODERAWFS -sWASM_ASYNC_COMPILATION=0 -sALLOW_MEMORY_GROWTH -sEXIT_RUNTIME ${stack_flag})
# Emscripten's glue for Node is CommonJS; the package above says that .js files are ES modules.
file(WRITE ${CMAKE_BINARY_DIR}/package.json "{ \"type\": \"commonjs\" }\n")

# Marshalling only: no kernel lies here.
file(GLOB binding_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cpp/bindings/*.cpp)
set(probe_sources ${PROJECT_SOURCE_DIR}/cpp/bindings/probe_bindings.cpp)
set(table_sources ${PROJECT_SOURCE_DIR}/cpp/bindings/table_bindings.cpp)
list(REMOVE_ITEM binding_sources ${probe_sources} ${table_sources})
add_library(engine_objects OBJECT ${binding_sources})
target_link_libraries(engine_objects PUBLIC relu_core)
target_compile_options(engine_objects PRIVATE -Oz)

# Embind for functions alone, and what takes out of the glue what finds and loads a module.
set(lean_embind ${CMAKE_CURRENT_LIST_DIR}/lean-embind.js)
set(lean_glue ${CMAKE_CURRENT_LIST_DIR}/lean-glue.mjs)

# A module that Embind describes, with its glue, as `folder`/`name`.mjs and .wasm. A LEAN one has functions alone and is handed its module.
function(link_engine target folder name)
  cmake_parse_arguments(PARSE_ARGV 3 is "LEAN" "" "")
  target_link_libraries(${target} PRIVATE relu_core)
  target_compile_options(${target} PRIVATE -Oz)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${folder})
  target_link_options(${target} PRIVATE
    -Oz --bind --no-entry  # what is left to do here is to leave out and to fold; kernels are as their files were compiled
    # A second time, which finds another .3 kB. Large functions that are called from one place stay functions: it is smaller after gzip, too,
    # and split.mjs can part what runs from what does not.
    -sBINARYEN_EXTRA_PASSES=-Oz,--one-caller-inline-max-function-size=20
    -sMODULARIZE -sEXPORT_ES6 ${import_meta_flag} -sENVIRONMENT=web,worker
    -sINCOMING_MODULE_JS_API=instantiateWasm$<$<NOT:$<BOOL:${is_LEAN}>>:,wasmBinary>
    -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=536870912 -sMALLOC=emmalloc ${stack_flag}
    -sWASM_BIGINT  # numbers of 64 bits pass as they are: no function has one, and nothing has to take them apart
    -sFILESYSTEM=0 -sASSERTIONS=0
    -sDYNAMIC_EXECUTION=0)  # a strict content security policy forbids new Function
  if(is_LEAN)
    target_link_options(${target} PRIVATE "SHELL:--js-library ${lean_embind}")  # behind --bind: of two libraries the later one holds
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${lean_embind} ${lean_glue})
    add_custom_command(TARGET ${target} POST_BUILD COMMAND ${NODE} ${lean_glue} ${folder}/${name}.mjs VERBATIM)
  endif()
endfunction()

if(RELU_RELAXED)
  set(engine_name engine-relaxed)
elseif(RELU_SIMD)
  set(engine_name engine-simd)
else()
  set(engine_name engine-scalar)
endif()
# Whole; split.mjs makes of it what ships.
add_executable(engine $<TARGET_OBJECTS:engine_objects>)
link_engine(engine ${CMAKE_BINARY_DIR}/engine ${engine_name} LEAN)

# The same objects and, besides, the probes with which tests look at single layers. Not shipped.
add_executable(engine_with_probes $<TARGET_OBJECTS:engine_objects> ${probe_sources})
link_engine(engine_with_probes ${CMAKE_BINARY_DIR}/probes engine)

# The tables with their words, which build.mjs writes out. Not shipped either.
if(NOT RELU_WORDLESS)
  add_executable(tables ${table_sources} ${PROJECT_SOURCE_DIR}/cpp/bindings/marshal.cpp)
  link_engine(tables ${CMAKE_BINARY_DIR}/tables tables)
endif()
