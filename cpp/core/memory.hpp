// Where the memory of every array of numbers comes from. Knows nothing of what lies in it.
#pragma once

#include <cstddef>

namespace relu {

/// So many bytes, aligned for the widest vector, or null when there are none left.
///
/// Trap      A program that defines both functions itself has its own in their place: the tests make them fail.
void* allocateAligned(std::size_t bytes);
void freeAligned(void* memory);

}  // namespace relu
