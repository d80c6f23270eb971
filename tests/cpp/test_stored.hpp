// Files of the stored data sets, made up: every number tells its row and its column, so that a test sees where it went.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "dataset/stored.hpp"

namespace relu::test {

inline int classesOf(const StoredSet& set) {
  return static_cast<int>(std::count(set.classes.begin(), set.classes.end(), '|')) + 1;
}

/// What the file says at that place, before it is scaled.
inline float storedNumber(const StoredSet& set, Index row, Index column) {
  if (set.encoding == Encoding::byte) return static_cast<float>((7 * row + 31 * column) % 256);
  return static_cast<float>(row) - static_cast<float>(column) / 64;
}
inline int storedClass(const StoredSet& set, Index row) { return static_cast<int>(row % classesOf(set)); }

inline std::vector<std::uint8_t> storedBytes(const StoredSet& set) {
  std::vector<std::uint8_t> bytes;
  for (Index row = 0; row < set.rows; ++row) {
    for (Index column = 0; column < set.shape.features(); ++column) {
      const float number = storedNumber(set, row, column);
      if (set.encoding == Encoding::byte) {
        bytes.push_back(static_cast<std::uint8_t>(number));
        continue;
      }
      std::uint32_t word;
      std::memcpy(&word, &number, sizeof word);
      for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(word >> shift));
    }
  }
  for (Index row = 0; row < set.rows; ++row) bytes.push_back(static_cast<std::uint8_t>(storedClass(set, row)));
  return bytes;
}

}  // namespace relu::test
