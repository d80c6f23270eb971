// Philox4x32-10 and what is drawn from it.
#include "core/random.hpp"

#include <cmath>
#include <utility>

#include "core/vector_math.hpp"

namespace relu {
namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53u, kMultiplier1 = 0xCD9E8D57u;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9u, kWeyl1 = 0xBB67AE85u;

using Words = std::array<std::uint32_t, 4>;

inline Words round(const Words& counter, const std::array<std::uint32_t, 2>& key) {
  const std::uint64_t product0 = std::uint64_t{kMultiplier0} * counter[0];
  const std::uint64_t product1 = std::uint64_t{kMultiplier1} * counter[2];
  return {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
          static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
}

/// Ten rounds of some blocks side by side, because those of one wait for each other.
template <std::size_t kBlocks>
inline void rounds(std::array<Words, kBlocks>& blocks, std::array<std::uint32_t, 2> key) {
  for (int i = 0; i < 10; ++i) {
    for (Words& block : blocks) block = round(block, key);
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  std::array<Words, 1> blocks{counter};
  rounds(blocks, key);
  return blocks[0];
}

Random::Random(std::uint32_t seed, Purpose purpose, std::uint32_t index, std::uint32_t step)
    : key_{seed, static_cast<std::uint32_t>(purpose)}, counter_{0, 0, index, step} {}

void Random::draw() {
  for (Words& block : blocks_) {
    block = counter_;
    if (++counter_[0] == 0) ++counter_[1];
  }
  rounds(blocks_, key_);
  used_ = 0;
}

std::uint32_t Random::bits() {
  if (used_ == kWords) draw();
  const unsigned word = used_++;
  return blocks_[word / 4][word % 4];
}

const Words& Random::block() {
  if (used_ == kWords) draw();
  used_ += 4;
  return blocks_[used_ / 4 - 1];
}

std::array<std::uint32_t, 4> Random::fourBits() {
  if (used_ % 4 != 0) return {bits(), bits(), bits(), bits()};
  return block();
}

Scalar Random::uniform() { return static_cast<Scalar>(bits() >> 8) * Scalar(1.0 / 16777216.0); }

Scalar Random::normal() {
  if (hasSpare_) {
    hasSpare_ = false;
    return spare_;
  }
  Scalar x, y, square;
  do {
    x = uniform(-1, 1);
    y = uniform(-1, 1);
    square = x * x + y * y;
  } while (square >= 1 || square == 0);
  const Scalar scale = std::sqrt(-2 * math::log(square) / square);
  spare_ = y * scale;
  hasSpare_ = true;
  return x * scale;
}

std::uint32_t Random::below(std::uint32_t bound) {
  std::uint32_t value = bits();
  if (value < bound) {  // few are: the division that finds the lowest fair value is for them alone
    const std::uint32_t lowest = (0u - bound) % bound;  // values below it would make some remainders likelier
    while (value < lowest) value = bits();
  }
  return value % bound;
}

std::uint64_t Random::drawn() const {
  const std::uint64_t blocks = counter_[0] | std::uint64_t{counter_[1]} << 32;
  return 4 * blocks - (kWords - used_);
}

void Random::skipTo(std::uint64_t drawn) {
  const std::uint64_t block = drawn / 4;
  counter_[0] = static_cast<std::uint32_t>(block);
  counter_[1] = static_cast<std::uint32_t>(block >> 32);
  used_ = kWords;
  hasSpare_ = false;
  for (std::uint64_t skipped = 4 * block; skipped < drawn; ++skipped) bits();
}

void shuffle(std::uint32_t* order, Index count, Random& random) {
  Index last = count - 1;
  for (; last > 3; last -= 4) {
    const auto places = random.fourBelow(static_cast<std::uint32_t>(last + 1));
    for (Index i = 0; i < 4; ++i) std::swap(order[last - i], order[places[static_cast<std::size_t>(i)]]);
  }
  for (; last > 0; --last) std::swap(order[last], order[random.below(static_cast<std::uint32_t>(last + 1))]);
}

}  // namespace relu
