// The dense kernels against Eigen's products, for every remainder of the register blocks.
#include "layer/dense_kernel.hpp"

#include <doctest/doctest.h>

#include <Eigen/Core>
#include <vector>

#include "core/random.hpp"
#include "core/tensor.hpp"

namespace {

using relu::Block;
using relu::Index;
using relu::Scalar;
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic>;

struct Filled {
  relu::Buffer memory;
  Block block;
  Filled(Index features, Index samples, relu::Random& random, bool zeroPadding) {
    REQUIRE(memory.allocate(features * relu::padded(samples)));
    block = {memory.data(), features, samples, relu::padded(samples)};
    for (Index f = 0; f < features; ++f) {
      for (Index s = 0; s < block.stride; ++s) block.at(f, s) = s < samples || !zeroPadding ? random.normal() : Scalar(0);
    }
  }
  Matrix matrix() const {
    Matrix result(block.features, block.samples);
    for (Index f = 0; f < block.features; ++f)
      for (Index s = 0; s < block.samples; ++s) result(f, s) = block.at(f, s);
    return result;
  }
};

/// Rounding of a sum of `terms` products of size about one, with a factor of four.
double bound(Index terms) { return 4 * static_cast<double>(terms) * (sizeof(Scalar) == 4 ? 1.2e-7 : 2.3e-16) * 3; }

}  // namespace

TEST_CASE("dense kernels agree with Eigen for every remainder of their blocks") {
  constexpr std::uint32_t kSeed = 20260801;
  CAPTURE(kSeed);
  relu::Random random(kSeed, relu::Purpose::data);
  for (const Index inputs : {1, 2, 3, 5, 8}) {
    for (const Index units : {1, 3, 4, 5, 9}) {
      for (const Index samples : {1, 4, 5, 8, 12, 17, 33}) {
        CAPTURE(inputs);
        CAPTURE(units);
        CAPTURE(samples);
        const Filled X(inputs, samples, random, false), dZ(units, samples, random, true);
        Filled Z(units, samples, random, false), dX(inputs, samples, random, false);
        std::vector<Scalar> W(static_cast<std::size_t>(units * inputs)), b(static_cast<std::size_t>(units));
        for (Scalar& w : W) w = random.normal();
        for (Scalar& value : b) value = random.normal();
        const Matrix weights =
            Eigen::Map<Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(W.data(), units, inputs)
                .cast<double>();
        const Eigen::VectorXd biases = Eigen::Map<Eigen::Matrix<Scalar, Eigen::Dynamic, 1>>(b.data(), units).cast<double>();

        relu::kernel::denseForward(W.data(), b.data(), X.block, Z.block);
        CHECK((Z.matrix() - ((weights * X.matrix()).colwise() + biases)).cwiseAbs().maxCoeff() <= bound(inputs + 1));
        relu::kernel::denseForward(W.data(), nullptr, X.block, Z.block);
        CHECK((Z.matrix() - weights * X.matrix()).cwiseAbs().maxCoeff() <= bound(inputs + 1));

        relu::kernel::denseBackwardInput(W.data(), dZ.block, dX.block);
        CHECK((dX.matrix() - weights.transpose() * dZ.matrix()).cwiseAbs().maxCoeff() <= bound(units));
        for (Index f = 0; f < inputs; ++f)
          for (Index s = samples; s < dX.block.stride; ++s) CHECK(dX.block.at(f, s) == 0);

        Filled A(units, samples, random, false), gated(inputs, samples, random, false);
        relu::kernel::denseForward(W.data(), b.data(), X.block, Z.block);
        relu::kernel::denseForwardRelu(W.data(), b.data(), X.block, A.block);
        CHECK(A.matrix() == Z.matrix().cwiseMax(0));
        relu::kernel::denseBackwardInputRelu(W.data(), dZ.block, X.block, gated.block);
        CHECK(gated.matrix() == dX.matrix().cwiseProduct((X.matrix().array() > 0).cast<double>().matrix()));

        Filled added(units, samples, random, false), addedInputs(inputs, samples, random, false);
        const Matrix before = added.matrix(), beforeInputs = addedInputs.matrix();
        relu::kernel::denseForwardAdd(W.data(), X.block, added.block);
        CHECK((added.matrix() - before - weights * X.matrix()).cwiseAbs().maxCoeff() <= bound(inputs + 1));
        relu::kernel::denseBackwardInputAdd(W.data(), dZ.block, addedInputs.block);
        CHECK((addedInputs.matrix() - beforeInputs - weights.transpose() * dZ.matrix()).cwiseAbs().maxCoeff() <=
              bound(units + 1));

        std::vector<Scalar> dW(W.size()), db(b.size());
        relu::kernel::denseBackwardWeights(dZ.block, X.block, dW.data(), db.data());
        const Matrix wantW = dZ.matrix() * X.matrix().transpose();
        const Eigen::VectorXd wantB = dZ.matrix().rowwise().sum();
        for (Index u = 0; u < units; ++u) {
          CHECK(std::abs(db[static_cast<std::size_t>(u)] - wantB(u)) <= bound(samples));
          for (Index i = 0; i < inputs; ++i)
            CHECK(std::abs(dW[static_cast<std::size_t>(u * inputs + i)] - wantW(u, i)) <= bound(samples));
        }
      }
    }
  }
}
