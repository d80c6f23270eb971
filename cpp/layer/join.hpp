// The end of a residual block: adds what went around the body to what came out of it.
#pragma once

#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// y = skip + scale·x.
///
/// Formula   dx = scale·dy, ∂L/∂skip = dy (the network's to add), dscale = Σ x·dy. A learned scale starts at 0 (ReZero), a
///           fixed one is no parameter.
/// Source    He, Zhang, Ren, Sun 2015 (arXiv:1512.03385); Bachlechner et al. 2020 (arXiv:2003.04887) for the learned scale.
class Join final : public Layer {
 public:
  Join(Shape shape, double scale, bool learned);
  void initialize(Scalar* parameters, Random& random) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;
  bool gatesRelu() const override { return true; }

 private:
  template <bool kGates>
  void backwardOf(const LayerPass& pass) const;
  Scalar scale_;
  bool learned_;
};

/// The fields of a residual block, in their order. The network builds it: its body, and a Join behind that.
enum ResidualField { kResidualScale, kResidualRezero };
LayerType residualType();

}  // namespace relu
