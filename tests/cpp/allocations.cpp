// Stands in for the core's array memory and for operator new in the test program. Asks the C library, so that AddressSanitizer
// still watches every byte.
#include "allocations.hpp"

#include <cstdlib>
#include <new>

#include "core/memory.hpp"

namespace {

relu::test::Allocations counts;
std::int64_t untilFailure = -1;

void* allocateObject(std::size_t bytes) {
  ++counts.objects;
  return std::malloc(bytes > 0 ? bytes : 1);
}

void* requireObject(std::size_t bytes) {
  if (void* memory = allocateObject(bytes)) return memory;
  std::abort();
}

}  // namespace

namespace relu {

void* allocateAligned(std::size_t bytes) {
  constexpr std::size_t kAlignment = 32;
  if (untilFailure >= 0 && untilFailure-- == 0) return nullptr;
  void* memory = std::aligned_alloc(kAlignment, (bytes + kAlignment - 1) / kAlignment * kAlignment);
  if (memory) ++counts.arrays, ++counts.live;
  return memory;
}

void freeAligned(void* memory) {
  if (memory) --counts.live;
  std::free(memory);
}

namespace test {

Allocations allocations() { return counts; }
void failArrayAfter(std::int64_t count) { untilFailure = count; }

}  // namespace test
}  // namespace relu

void* operator new(std::size_t bytes) { return requireObject(bytes); }
void* operator new[](std::size_t bytes) { return requireObject(bytes); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return allocateObject(bytes); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return allocateObject(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
