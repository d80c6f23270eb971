// The row of the residual block, and sums of two blocks.
#include "layer/join.hpp"

#include "core/simd.hpp"

namespace relu {
namespace {

constexpr Field kFields[] = {
    {.name = "scale",
     .title = "Scale",
     .help = "What the body's outputs are multiplied by before they are added.",
     .min = -10,
     .max = 10,
     .standard = 1,
     .sliderMin = -1,
     .sliderMax = 1},
    {.name = "rezero",
     .title = "Learned scale (ReZero)",
     .help = "Learns the scale, which then starts at 0, so that the block starts as if it were not there.",
     .kind = FieldKind::boolean,
     .min = 0,
     .max = 1,
     .standard = 0}};

}  // namespace

LayerType residualType() {
  return {.name = "residual",
          .title = "Residual block",
          .summary =
              "Adds what its own layers make of its input to that input, so that signal and gradient have a way around "
              "them.",
          .fields = kFields,
          .parts = kHasBody,
          .activation = "linear",
          .make = nullptr};
}

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
