// The fingerprint of the weights.
#include "diagnostics/weight_hash.hpp"

#include "core/fingerprint.hpp"

namespace relu {

std::uint64_t weightHash(const Scalar* weights, Index count) { return fingerprint(weights, count); }

}  // namespace relu
