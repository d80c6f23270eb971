// The random stream: Philox4x32-10, a counter-based generator, so that a stream is named by (seed, purpose) and drawing more
// from one (a wider layer, say) never moves another (the data, the order of the batches).
#pragma once

#include <array>
#include <cstdint>

#include "core/scalar.hpp"

namespace relu {

/// What a stream is for. The numbers are part of the file format: an old permalink draws the same numbers for ever.
enum class Purpose : std::uint32_t { data = 1, split = 2, initial = 3, shuffle = 4, dropout = 5 };

/// Ten rounds of Philox4x32: 128 random bits that are a function of counter and key alone.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// A sequence of random numbers, the same on every host.
///
/// Source    Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3" (Philox4x32-10).
class Random {
 public:
  /// `index` tells apart streams of one purpose (layer 3's weights from layer 4's), `step` those of one index (this batch's
  /// mask).
  Random(std::uint32_t seed, Purpose purpose, std::uint32_t index = 0, std::uint32_t step = 0);

  std::uint32_t bits();
  /// The next four at once.
  std::array<std::uint32_t, 4> fourBits();
  /// Uniform in [0, 1), 24 bits.
  Scalar uniform();
  /// Uniform in [low, high).
  Scalar uniform(Scalar low, Scalar high) { return low + (high - low) * uniform(); }
  /// Normal with mean 0 and standard deviation 1 (polar method; the logarithm is the core's own).
  Scalar normal();
  /// Uniform whole number in [0, bound), without bias.
  std::uint32_t below(std::uint32_t bound);
  /// What `below` gives for bound, bound − 1, bound − 2 and bound − 3 in turn.
  ///
  /// Domain    bound > 3.
  std::array<std::uint32_t, 4> fourBelow(std::uint32_t bound);

  /// How many words of bits were drawn so far: the stream's place, from which `skipTo` goes on.
  std::uint64_t drawn() const;
  /// Goes to a place, forwards or backwards, at no cost. A normal number that was drawn in advance is dropped.
  void skipTo(std::uint64_t drawn);

 private:
  void draw();
  /// The next four, of a stream that stands at a block's first.
  const std::array<std::uint32_t, 4>& block();

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  /// Words that are drawn at once: two blocks.
  static constexpr unsigned kWords = 8;
  std::array<std::array<std::uint32_t, 4>, kWords / 4> blocks_{};
  unsigned used_ = kWords;
  Scalar spare_ = 0;
  bool hasSpare_ = false;
};

inline std::array<std::uint32_t, 4> Random::fourBelow(std::uint32_t bound) {
  if (used_ % 4 == 0) {
    const std::array<std::uint32_t, 4>& values = block();
    if (values[0] >= bound && values[1] >= bound && values[2] >= bound && values[3] >= bound)
      return {values[0] % bound, values[1] % (bound - 1), values[2] % (bound - 2), values[3] % (bound - 3)};
    skipTo(drawn() - 4);  // one of them may be unfair, and another one then takes its place
  }
  return {below(bound), below(bound - 1), below(bound - 2), below(bound - 3)};
}

/// Reorders `order` in place, every permutation equally likely (Fisher and Yates).
void shuffle(std::uint32_t* order, Index count, Random& random);

}  // namespace relu
