// Sums of two blocks, row by row.
#include "layer/join.hpp"

#include "core/simd.hpp"

namespace relu {

Join::Join(Shape shape, double scale, bool learned)
    : Layer(shape, shape), scale_(static_cast<Scalar>(scale)), learned_(learned) {
  addParameter("scale", learned ? 1 : 0, false);
}

void Join::initialize(Scalar* parameters, Random&) const {
  if (learned_) parameters[0] = 0;
}

void Join::forward(const LayerPass& pass) const {
  const Vec scale = splat(learned_ ? pass.parameters[0] : scale_);
  const Index width = padded(pass.x.samples);
  for (Index feature = 0; feature < outputs(); ++feature) {
    const Scalar *x = pass.x.row(feature), *skip = pass.skip.row(feature);
    Scalar* y = pass.y.row(feature);
    for (Index s = 0; s < width; s += kLanes) store(y + s, load(skip + s) + scale * load(x + s));
  }
}

void Join::backward(const LayerPass& pass) const {
  const Vec scale = splat(learned_ ? pass.parameters[0] : scale_);
  const Index width = padded(pass.x.samples);
  Vec total{};
  for (Index feature = 0; feature < outputs(); ++feature) {
    const Scalar *x = pass.x.row(feature), *dy = pass.dy.row(feature);
    for (Index s = 0; s < width; s += kLanes) {
      const Vec d = load(dy + s);
      total += d * load(x + s);
      if (pass.dx.data) store(pass.dx.row(feature) + s, scale * d);
    }
  }
  if (learned_) pass.gradients[0] = sum(total);
}

}  // namespace relu
