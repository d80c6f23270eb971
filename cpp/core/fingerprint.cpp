// FNV-1a over the numbers' bytes.
#include "core/fingerprint.hpp"

#include <cstring>

namespace relu {

std::uint64_t fingerprint(const Scalar* numbers, Index count, std::uint64_t hash) {
  for (Index i = 0; i < count; ++i) {
    unsigned char bytes[sizeof(Scalar)];
    std::memcpy(bytes, numbers + i, sizeof bytes);
    for (const unsigned char byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
  }
  return hash;
}

}  // namespace relu
