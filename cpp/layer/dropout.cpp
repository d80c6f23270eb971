// The row of dropout and its passes. The factors of a batch are kept for the way back.
#include "layer/dropout.hpp"

#include <cmath>

#include "core/simd.hpp"

namespace relu {
namespace {

enum DropoutField { kRate };

constexpr Field kFields[] = {{.name = "rate",
                              .title = "Rate",
                              .help = "Share of the layer's inputs that each training step switches off.",
                              .min = 0,
                              .max = 0.95,
                              .standard = 0.5}};

MadeLayer make(const LayerConfig& config, const Shape& input, const NetworkInitializers&) {
  return std::unique_ptr<Layer>(std::make_unique<Dropout>(input, config.type.values[kRate]));
}

}  // namespace

LayerType dropoutType() {
  return {.name = "dropout",
          .title = "Dropout",
          .summary = "Switches a random part of its inputs off at every training step, so that no unit can rely on another.",
          .fields = kFields,
          .parts = 0,
          .activation = "",
          .make = make};
}

Dropout::Dropout(const Shape& shape, double rate) : Layer(shape, shape), rate_(rate) {}

std::int64_t Dropout::cacheSize(Index width) const { return std::int64_t{outputs()} * width; }

void Dropout::forward(const LayerPass& pass) const {
  if (pass.mode != Mode::training) return copy(pass.x, pass.y);
  const Index width = padded(pass.x.samples);
  const auto lowestKept = static_cast<std::uint32_t>(std::floor(rate_ * 4294967296.0));
  const auto kept = static_cast<Scalar>(1 / (1 - rate_));
  Random random(pass.seed, Purpose::dropout, pass.index, pass.step);
  Scalar* factors = pass.cache;
  for (Index feature = 0; feature < outputs(); ++feature, factors += width) {
    const Scalar* x = pass.x.row(feature);
    Scalar* y = pass.y.row(feature);
    for (Index s = 0; s < width; s += kLanes) {
      const auto bits = random.fourBits();
      Vec factor;
      for (int lane = 0; lane < kLanes; ++lane) factor[lane] = bits[static_cast<std::size_t>(lane)] >= lowestKept ? kept : 0;
      store(factors + s, factor);
      store(y + s, load(x + s) * factor);
    }
  }
}

void Dropout::backward(const LayerPass& pass) const {
  if (!pass.dx.data) return;
  if (pass.mode != Mode::training) return copy(pass.dy, pass.dx);
  const Index width = padded(pass.x.samples);
  for (Index feature = 0; feature < outputs(); ++feature) {
    const Scalar *dy = pass.dy.row(feature), *factors = pass.cache + feature * width;
    Scalar* dx = pass.dx.row(feature);
    for (Index s = 0; s < width; s += kLanes) store(dx + s, load(dy + s) * load(factors + s));
  }
}

}  // namespace relu
