// The C library's aligned memory. Nothing else lies in this file, so that a linker may leave it out.
#include "core/memory.hpp"

#include <cstdlib>

namespace relu {
namespace {

constexpr std::size_t kAlignment = 32;

}  // namespace

void* allocateAligned(std::size_t bytes) {
  return std::aligned_alloc(kAlignment, (bytes + kAlignment - 1) / kAlignment * kAlignment);
}

void freeAligned(void* memory) { std::free(memory); }

}  // namespace relu
