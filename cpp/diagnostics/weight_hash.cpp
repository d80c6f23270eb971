// FNV-1a over the weights' bytes.
#include "diagnostics/weight_hash.hpp"

#include <cstring>

namespace relu {

std::uint64_t weightHash(const Scalar* weights, Index count) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (Index i = 0; i < count; ++i) {
    unsigned char bytes[sizeof(Scalar)];
    std::memcpy(bytes, weights + i, sizeof bytes);
    for (const unsigned char byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
  }
  return hash;
}

}  // namespace relu
