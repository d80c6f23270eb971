// How a fuzz target ends a run that must not go on.
#include <cstdio>
#include <cstdlib>

#include "target.hpp"

namespace relu::fuzz {

void require(bool holds, const char* sentence) {
  if (holds) return;
  std::fprintf(stderr, "A fuzz target fails: %s\n", sentence);
  std::abort();
}

}  // namespace relu::fuzz
