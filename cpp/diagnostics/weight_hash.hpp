// A short name for a set of weights, to say "the same to the last bit" with.
#pragma once

#include <cstdint>

#include "core/scalar.hpp"

namespace relu {

/// FNV-1a, 64 bits, over the little-endian bytes of the numbers.
///
/// Source    Fowler, Noll, Vo; IETF draft-eastlake-fnv.
std::uint64_t weightHash(const Scalar* weights, Index count);

}  // namespace relu
