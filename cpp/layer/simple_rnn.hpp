// The simple recurrent layer: one state, fed back at every step. Its products are in dense_kernel.hpp.
#pragma once

#include "activation/activation.hpp"
#include "initializer/initializer.hpp"
#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// Units times steps. The history of a batch of 1,024 then still counts in 32 bits, which is what WebAssembly has.
constexpr Index kMostRecurrentStates = Index{1} << 19;

struct SimpleRnnConfig {
  Shape input;  ///< features × steps × 1
  Index units = 0;
  bool returnSequences = false;
  bool useBias = true;
  Choice<Activation> activation;
  Choice<Initializer> weights, recurrentWeights, biases;
};

/// Simple recurrent layer (Elman): the state is an activation of the input and of the state before.
///
/// Formula   Zₜ = W·Xₜ + R·Hₜ₋₁ + b, Hₜ = f(Zₜ), H₀ = 0; backwards Dₜ = dYₜ + Rᵀ·dZₜ₊₁, dZₜ = Dₜ · f′(Zₜ) through all steps.
/// Shape     X features × steps × 1 · W units × features · R units × units · b units → the last state, units, or with
///           `returnSequences` all of them, units × steps × 1. A learned slope (PReLU) is one for the layer or one a unit, the
///           same at every step.
/// Source    Elman 1990; Werbos 1990 for the way back through time; Le, Jaitly, Hinton 2015 (arXiv:1504.00941) for R = I.
class SimpleRnn final : public Layer {
 public:
  explicit SimpleRnn(const SimpleRnnConfig& config);
  std::int64_t cacheSize(Index width) const override;
  /// The arrays lie [step][unit][sample], so that a step is one block.
  History history(Scalar* cache, Index samples) const override;
  void initialize(Scalar* parameters, Random& random) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;

 private:
  void activate(const LayerPass& pass, const Block& sums, const Block& states) const;
  void differentiate(const LayerPass& pass, const Block& sums, const Block& states, const Block& deltas) const;

  SimpleRnnConfig config_;
  Index features_, steps_, units_;
  Index recurrent_, biases_, slopes_ = -1;  ///< Where R, b and the slopes start among the parameters.
  Index slopeCount_ = 0;
  Scalar values_[kMostFields] = {};  ///< The activation's fields.
};

LayerType simpleRnnType();

}  // namespace relu
