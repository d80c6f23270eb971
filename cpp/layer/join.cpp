// The row of the residual block, and sums of two blocks.
#include "layer/join.hpp"

#include "activation/activation_functions.hpp"
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
  const Runs runs(pass.x, pass.skip, pass.y);
  for (Index run = 0; run < runs.count; ++run) {
    const Scalar *x = pass.x.row(run), *skip = pass.skip.row(run);
    Scalar* y = pass.y.row(run);
    for (Index i = 0; i < runs.length; i += kLanes) store(y + i, load(skip + i) + scale * load(x + i));
  }
}

template <bool kGates>
void Join::backwardOf(const LayerPass& pass) const {
  const functions::Relu relu(nullptr);
  const Vec scale = splat(learned_ ? pass.parameters[0] : scale_);
  const Runs runs(pass.x, pass.dy, pass.dx);
  Vec total{};
  for (Index run = 0; run < runs.count; ++run) {
    const Scalar *x = pass.x.row(run), *dy = pass.dy.row(run);
    Scalar* dx = pass.dx.data ? pass.dx.row(run) : nullptr;
    for (Index i = 0; i < runs.length; i += kLanes) {
      const Vec d = load(dy + i), a = load(x + i);
      total += d * a;
      if (kGates)
        store(dx + i, relu.gated(scale * d, a));
      else if (dx)
        store(dx + i, scale * d);
    }
  }
  if (learned_) pass.gradients[0] = sum(total);
}

void Join::backward(const LayerPass& pass) const { pass.rectifiedInput ? backwardOf<true>(pass) : backwardOf<false>(pass); }

}  // namespace relu
