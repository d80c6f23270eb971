// Counts the test program's allocations, and lets chosen ones fail.
#pragma once

#include <cstdint>

namespace relu::test {

struct Allocations {
  std::int64_t objects = 0;  ///< By operator new.
  std::int64_t arrays = 0;   ///< By allocateAligned: the memory of Buffer.
  std::int64_t live = 0;     ///< Arrays that nobody has freed yet.
};

/// Since the program started.
Allocations allocations();

/// Lets the array after the next `count` ones be refused, once; negative: none.
void failArrayAfter(std::int64_t count);

}  // namespace relu::test
