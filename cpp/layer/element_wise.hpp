// The layer that applies an activation to every number, with a learned slope where the activation has one.
#pragma once

#include "activation/activation.hpp"
#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// A = f(Z), element by element.
///
/// Formula   dZ = dA · f′(Z). A learned slope (PReLU) is one parameter for the layer or one for each unit (for each channel of
///           a picture).
/// Source    He, Zhang, Ren, Sun 2015 (arXiv:1502.01852) for learned slopes.
class ElementWise final : public Layer {
 public:
  ElementWise(Shape shape, const Choice<Activation>& activation);
  void initialize(Scalar* parameters, Random& random) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;
  bool worksInPlace() const override { return true; }
  bool overwritesInput() const override { return activation_.row->outputSuffices; }
  bool readsOutput() const override { return true; }
  Applied applied() const override { return slopes_ ? Applied{} : Applied{activation_.row, values_}; }

 private:
  Index slopeOf(Index feature) const;
  Choice<Activation> activation_;
  Scalar values_[kMostFields] = {};
  Index slopes_ = 0;
};

/// A layer of the experiment that is its activation and nothing else.
LayerType activationType();

}  // namespace relu
