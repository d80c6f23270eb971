// Batch normalisation against plain loops in double: vectors and pictures, both modes, running statistics, padding.
#include "layer/batch_normalization.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "single_layer.hpp"

using namespace relu;
using relu::test::Numbers;
using relu::test::SingleLayer;

namespace {

struct Wanted {
  Numbers y, dx, gradients, statistics;
};

Wanted reference(const Shape& shape, double momentum, double epsilon, const SingleLayer& layer) {
  const Index positions = shape.height * shape.width, samples = layer.pass.x.samples;
  const double count = static_cast<double>(positions * samples);
  const bool training = layer.pass.mode == Mode::training;
  Wanted wanted;
  wanted.gradients.resize(static_cast<std::size_t>(2 * shape.channels));
  wanted.statistics.resize(wanted.gradients.size());
  const auto gamma = [&](Index c) { return static_cast<double>(layer.parameters[static_cast<std::size_t>(c)]); };
  const auto beta = [&](Index c) {
    return static_cast<double>(layer.parameters[static_cast<std::size_t>(shape.channels + c)]);
  };
  for (Index c = 0; c < shape.channels; ++c) {
    const auto first = static_cast<std::size_t>(c), second = static_cast<std::size_t>(shape.channels + c);
    const auto each = [&](auto visit) {
      for (Index p = c * positions; p < (c + 1) * positions; ++p)
        for (Index s = 0; s < samples; ++s)
          visit(static_cast<double>(layer.pass.x.at(p, s)), static_cast<double>(layer.pass.dy.at(p, s)));
    };
    double mean = 0, squares = 0;
    each([&](double x, double) { mean += x / count; });
    each([&](double x, double) { squares += (x - mean) * (x - mean); });
    const double oldMean = layer.statistics[first], oldVariance = layer.statistics[second];
    wanted.statistics[first] = momentum * oldMean + (1 - momentum) * mean;
    wanted.statistics[second] = count > 1 ? momentum * oldVariance + (1 - momentum) * squares / (count - 1) : oldVariance;
    const double centre = training ? mean : oldMean;
    const double inverse = 1 / std::sqrt((training ? squares / count : oldVariance) + epsilon);
    double deltas = 0, products = 0;
    each([&](double x, double dy) {
      wanted.y.push_back((x - centre) * inverse * gamma(c) + beta(c));
      deltas += dy;
      products += dy * (x - centre) * inverse;
    });
    wanted.gradients[first] = products;
    wanted.gradients[second] = deltas;
    each([&](double x, double dy) {
      const double through = training ? deltas / count + (x - centre) * inverse * products / count : 0;
      wanted.dx.push_back(gamma(c) * inverse * (dy - through));
    });
  }
  return wanted;
}

void randomise(SingleLayer& layer, Random& random) {
  for (Scalar& value : layer.parameters) value = random.normal();
  for (Scalar& value : layer.statistics) value = random.uniform(Scalar(0.5), 2);
}

}  // namespace

TEST_CASE("batch_normalization: values, gradients and running statistics are those of the definition") {
  constexpr std::uint32_t kSeed = 20260813;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Shape shape : {Shape{.channels = 1}, Shape{.channels = 5}, Shape{.channels = 3, .height = 4, .width = 3},
                            Shape{.channels = 2, .height = 6}})
    for (const Index samples : {2, 4, 7, 33})
      for (const Mode mode : {Mode::training, Mode::evaluation}) {
        CAPTURE(shape.channels);
        CAPTURE(samples);
        CAPTURE(static_cast<int>(mode));
        const BatchNormalization layer(shape, 0.7, 1e-3);
        SingleLayer used(layer, samples, random, samples == 7 ? 8 : 0);
        randomise(used, random);
        for (Index k = 0; k < used.pass.x.features; ++k)  // what is not a sample must not count, whatever it is
          for (Index s = samples; s < used.pass.x.stride; ++s) used.pass.x.at(k, s) = Scalar(1e6);
        used.pass.mode = mode;
        used.run();
        const Wanted wanted = reference(shape, 0.7, 1e-3, used);
        CHECK(test::distance(used.numbers(used.pass.y), wanted.y) <= test::kFewRoundings);
        CHECK(test::distance(used.numbers(used.pass.dx), wanted.dx) <= test::kFewRoundings);
        CHECK(test::distance(used.gradients, wanted.gradients) <= test::kFewRoundings);
        if (mode == Mode::training) CHECK(test::distance(used.nextStatistics, wanted.statistics) <= test::kFewRoundings);
        used.checkPadding();
      }
}

TEST_CASE("batch_normalization: it starts as mean 0, deviation 1 and normalises to that") {
  Random random(20260814, Purpose::data);
  const BatchNormalization layer({.channels = 2}, 0.9, 1e-5);
  SingleLayer used(layer, 64, random);
  CHECK(std::vector<Scalar>(used.parameters.begin(), used.parameters.begin() + 4) == std::vector<Scalar>{1, 1, 0, 0});
  CHECK(std::vector<Scalar>(used.statistics.begin(), used.statistics.begin() + 4) == std::vector<Scalar>{0, 0, 1, 1});
  for (const Parameter& parameter : layer.parameters()) CHECK_FALSE(parameter.decays);
  used.run();
  double mean = 0, square = 0;
  for (Index s = 0; s < 64; ++s) {
    mean += used.pass.y.at(1, s) / 64.0;
    square += used.pass.y.at(1, s) * used.pass.y.at(1, s) / 64.0;
  }
  CHECK(mean == doctest::Approx(0).scale(1));
  CHECK(square == doctest::Approx(1).epsilon(1e-4));
}

TEST_CASE("batch_normalization: a spread of 1 on a mean of 10,000 keeps its digits") {
  Random random(20260815, Purpose::data);
  const Shape shape{.channels = 1, .height = 16, .width = 16};
  const BatchNormalization layer(shape, 0.9, 1e-5);
  SingleLayer used(layer, 32, random);
  for (Index k = 0; k < used.pass.x.features; ++k)
    for (Index s = 0; s < 32; ++s) used.pass.x.at(k, s) += 10000;
  used.run();
  const Wanted wanted = reference(shape, 0.9, 1e-5, used);
  // The mean itself is a float: half a unit in its last place is 5e-4. In double it is 2,048 roundings of a lane's sum.
  CHECK(test::distance(used.numbers(used.pass.y), wanted.y) <= (sizeof(Scalar) == 4 ? 5e-4 : 2048 * 1.1e-16 * 10000));
  CHECK(used.nextStatistics[1] == doctest::Approx(wanted.statistics[1]).epsilon(test::kFewRoundings));
}

TEST_CASE("batch_normalization: one lone number has no variance, and the running one stays") {
  Random random(20260816, Purpose::data);
  const BatchNormalization layer({.channels = 3}, 0.9, 1e-5);
  SingleLayer used(layer, 1, random);
  randomise(used, random);
  used.run();
  for (std::size_t c = 0; c < 3; ++c) {
    CHECK(used.nextStatistics[3 + c] == doctest::Approx(used.statistics[3 + c]).epsilon(test::kFewRoundings));
    CHECK(used.pass.y.at(static_cast<Index>(c), 0) == used.parameters[3 + c]);
    CHECK(used.pass.dx.at(static_cast<Index>(c), 0) == doctest::Approx(0).scale(1));
  }
}

TEST_CASE("batch_normalization: without a place for new statistics none are written") {
  Random random(20260817, Purpose::data);
  const BatchNormalization layer({.channels = 3}, 0.9, 1e-5);
  SingleLayer used(layer, 6, random);
  used.pass.nextStatistics = nullptr;
  used.run();
  CHECK(used.statistics[0] == 0);
  CHECK(used.statistics[3] == 1);
}
