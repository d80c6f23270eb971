// A short name for a run of numbers, to say "the same to the last bit" with. Knows nothing of what they are.
#pragma once

#include <cstdint>

#include "core/scalar.hpp"

namespace relu {

/// The fingerprint of no numbers, with which a chain begins.
constexpr std::uint64_t kFingerprintStart = 0xcbf29ce484222325u;

/// FNV-1a, 64 bits, over the little-endian bytes of the numbers, going on from `hash`.
///
/// Source    Fowler, Noll, Vo; IETF draft-eastlake-fnv.
std::uint64_t fingerprint(const Scalar* numbers, Index count, std::uint64_t hash = kFingerprintStart);

}  // namespace relu
