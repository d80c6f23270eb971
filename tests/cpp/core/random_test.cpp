// The random stream: known answers of the generator, the moments of what is drawn, independence of streams, fair shuffles.
#include "core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace relu;

namespace {

constexpr std::uint32_t kSeed = 20240611;
constexpr int kDraws = 200000;

struct Moments {
  double mean = 0, variance = 0, fourth = 0;
};

template <class Draw>
Moments momentsOf(Draw draw) {
  std::vector<double> values(kDraws);
  for (double& value : values) value = draw();
  Moments m;
  for (double value : values) m.mean += value / kDraws;
  for (double value : values) {
    const double square = (value - m.mean) * (value - m.mean);
    m.variance += square / kDraws;
    m.fourth += square * square / kDraws;
  }
  return m;
}

}  // namespace

TEST_CASE("Philox4x32-10 gives the published answers") {
  // Salmon et al. 2011, Random123 distribution, tests/kat_vectors, rows "philox4x32 10".
  struct Known {
    std::array<std::uint32_t, 4> counter;
    std::array<std::uint32_t, 2> key;
    std::array<std::uint32_t, 4> want;
  };
  const Known known[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
       {0xffffffff, 0xffffffff},
       {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const Known& k : known) CHECK(philox(k.counter, k.key) == k.want);
}

TEST_CASE("a stream is named by seed, purpose and index alone") {
  Random first(kSeed, Purpose::initial, 3), again(kSeed, Purpose::initial, 3);
  const std::vector<Random> others = {Random(kSeed + 1, Purpose::initial, 3), Random(kSeed, Purpose::data, 3),
                                      Random(kSeed, Purpose::initial, 4)};
  std::vector<std::uint32_t> stream(1000);
  for (auto& word : stream) word = first.bits();
  for (auto word : stream) CHECK(again.bits() == word);
  for (Random other : others) {
    int equal = 0;
    for (auto word : stream) equal += other.bits() == word;
    CHECK(equal == 0);
  }
}

TEST_CASE("four words at once are the stream's next four, wherever it stands") {
  for (int before = 0; before < 6; ++before) {
    CAPTURE(before);
    Random together(kSeed, Purpose::data), single(kSeed, Purpose::data);
    for (int i = 0; i < before; ++i) CHECK(together.bits() == single.bits());
    for (int round = 0; round < 3; ++round) {
      for (const std::uint32_t word : together.fourBits()) CHECK(word == single.bits());
      CHECK(together.drawn() == single.drawn());
    }
  }
}

TEST_CASE("four numbers below falling bounds are those that come one by one, also where words are unfair") {
  for (const std::uint32_t bound : {4u, 500u, 0x60000000u, 0xE0000000u}) {  // of the last two many words are thrown away
    for (int before = 0; before < 5; ++before) {
      CAPTURE(bound);
      CAPTURE(before);
      Random together(kSeed, Purpose::shuffle), single(kSeed, Purpose::shuffle);
      for (int i = 0; i < before; ++i) CHECK(together.bits() == single.bits());
      for (int round = 0; round < 50; ++round) {
        const auto numbers = together.fourBelow(bound);
        for (std::uint32_t i = 0; i < 4; ++i) CHECK(numbers[i] == single.below(bound - i));
        CHECK(together.drawn() == single.drawn());
      }
    }
  }
}

TEST_CASE("a stream goes on where its low counter ends") {
  constexpr std::uint64_t kEnd = std::uint64_t{4} << 32;  // words: 2³² blocks of four
  const auto block = [](std::uint32_t low, std::uint32_t high) {
    return philox({low, high, 3, 7}, {kSeed, static_cast<std::uint32_t>(Purpose::initial)});
  };
  const auto last = block(0xffffffff, 0), next = block(0, 1);
  Random single(kSeed, Purpose::initial, 3, 7), together = single;
  single.skipTo(kEnd - 4);
  together.skipTo(kEnd - 4);
  CHECK(together.fourBits() == last);
  CHECK(together.fourBits() == next);
  for (const auto& words : {last, next})
    for (const std::uint32_t word : words) CHECK(single.bits() == word);
  CHECK(single.drawn() == kEnd + 4);
  CHECK(together.drawn() == kEnd + 4);
}

TEST_CASE("streams do not correlate") {
  Random a(kSeed, Purpose::data), b(kSeed, Purpose::split);
  double product = 0;
  for (int i = 0; i < kDraws; ++i) product += double(a.normal()) * double(b.normal());
  CHECK(std::fabs(product) < 5 * std::sqrt(double(kDraws)));  // five standard deviations
}

TEST_CASE("uniform numbers fill [0, 1) evenly") {
  Random random(kSeed, Purpose::data);
  bool inside = true;
  const Moments m = momentsOf([&] {
    const double value = random.uniform();
    inside = inside && value >= 0 && value < 1;
    return value;
  });
  CHECK(inside);
  CHECK(std::fabs(m.mean - 0.5) < 5 * std::sqrt(1.0 / 12 / kDraws));
  CHECK(std::fabs(m.variance - 1.0 / 12) < 5 * std::sqrt(1.0 / 180 / kDraws));
  for (int i = 0; i < 1000; ++i) {
    const Scalar value = random.uniform(-2, 3);
    CHECK(value >= -2);
    CHECK(value < 3);
  }
}

TEST_CASE("normal numbers have the moments of the normal law") {
  Random random(kSeed, Purpose::data);
  const Moments m = momentsOf([&] { return double(random.normal()); });
  CHECK(std::fabs(m.mean) < 5 / std::sqrt(double(kDraws)));
  CHECK(std::fabs(m.variance - 1) < 5 * std::sqrt(2.0 / kDraws));
  CHECK(std::fabs(m.fourth - 3) < 5 * std::sqrt(96.0 / kDraws));
}

TEST_CASE("whole numbers below a bound are equally likely") {
  Random random(kSeed, Purpose::data);
  constexpr std::uint32_t bound = 7;
  int counts[bound] = {};
  for (int i = 0; i < kDraws; ++i) {
    const std::uint32_t value = random.below(bound);
    if (value < bound) ++counts[value];
  }
  CHECK(std::accumulate(counts, counts + bound, 0) == kDraws);
  double chiSquare = 0;
  for (int count : counts) chiSquare += std::pow(count - kDraws / double(bound), 2) / (kDraws / double(bound));
  CHECK(chiSquare < 35);  // six degrees of freedom: exceeded once in 200,000 times
  for (int i = 0; i < 100; ++i) CHECK(random.below(1) == 0);
  // Just above 2³¹ half of all words must be drawn again; were they not, values below 2³¹ − 1 would come twice as often.
  int low = 0;
  for (int i = 0; i < 10000; ++i) low += random.below(0x80000001u) < 0x40000000u;
  CHECK(std::abs(low - 5000) < 250);
}

TEST_CASE("a shuffle is a permutation, and each is equally likely") {
  Random random(kSeed, Purpose::shuffle);
  std::vector<std::uint32_t> order(1000);
  std::iota(order.begin(), order.end(), 0u);
  shuffle(order.data(), Index(order.size()), random);
  CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < order.size(); ++i) CHECK(order[i] == i);

  int counts[27] = {};
  constexpr int rounds = 60000;
  for (int i = 0; i < rounds; ++i) {
    std::uint32_t three[] = {0, 1, 2};
    shuffle(three, 3, random);
    ++counts[three[0] * 9 + three[1] * 3 + three[2]];
  }
  int seen = 0;
  for (int count : counts) {
    if (count == 0) continue;
    ++seen;
    CHECK(std::abs(count - rounds / 6) < 5 * std::sqrt(rounds / 6.0));
  }
  CHECK(seen == 6);

  std::uint32_t one = 5;
  shuffle(&one, 1, random);
  shuffle(&one, 0, random);
  CHECK(one == 5);
}
