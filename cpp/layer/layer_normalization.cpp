// The row of layer normalisation and its passes, four samples at a time down all features.
#include "layer/layer_normalization.hpp"

#include <algorithm>
#include <cmath>

#include "core/wide_sum.hpp"

namespace relu {
namespace {

enum LayerNormalizationField { kEpsilon };

constexpr Field kFields[] = {
    {.name = "epsilon",
     .title = "Epsilon",
     .help = "Added to the variance, so that a sample whose features are all equal is not divided by 0.",
     .min = 1e-12,
     .max = 1,
     .standard = 1e-5,
     .logarithmic = true}};

MadeLayer make(const LayerConfig& config, const Shape& input, const NetworkInitializers&) {
  return std::unique_ptr<Layer>(std::make_unique<LayerNormalization>(input, config.type.values[kEpsilon]));
}

}  // namespace

LayerType layerNormalizationType() {
  return {.name = "layer_normalization",
          .title = "Layer normalisation",
          .summary = "Shifts and scales every sample's features to mean 0 and deviation 1, then by learned amounts.",
          .fields = kFields,
          .parts = 0,
          .activation = "",
          .make = make};
}

LayerNormalization::LayerNormalization(const Shape& shape, double epsilon) : Layer(shape, shape), epsilon_(epsilon) {
  addParameter("gamma", inputs(), false);
  addParameter("beta", inputs(), false);
}

std::int64_t LayerNormalization::cacheSize(Index width) const { return 2 * width; }

void LayerNormalization::initialize(Scalar* parameters, Random&) const {
  std::fill_n(parameters, inputs(), Scalar(1));
  std::fill_n(parameters + inputs(), inputs(), Scalar(0));
}

void LayerNormalization::forward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples);
  const Scalar *gamma = pass.parameters, *beta = gamma + inputs();
  const Wide share = splatWide(1 / static_cast<double>(inputs()));
  for (Index s = 0; s < width; s += kLanes) {
    Wide values{};
    for (Index feature = 0; feature < inputs(); ++feature) values += widen(load(pass.x.row(feature) + s));
    const Wide mean = values * share;
    Wide squares{};
    for (Index feature = 0; feature < inputs(); ++feature) {
      const Wide distance = widen(load(pass.x.row(feature) + s)) - mean;
      squares += distance * distance;
    }
    Wide root = squares * share + splatWide(epsilon_);
    for (int lane = 0; lane < kLanes; ++lane) root[lane] = std::sqrt(root[lane]);
    const Vec centre = narrow(mean), inverse = narrow(splatWide(1) / root);
    store(pass.cache + s, centre);
    store(pass.cache + width + s, inverse);
    for (Index feature = 0; feature < inputs(); ++feature) {
      const Vec normalised = (load(pass.x.row(feature) + s) - centre) * inverse;
      store(pass.y.row(feature) + s, normalised * splat(gamma[feature]) + splat(beta[feature]));
    }
  }
}

void LayerNormalization::backward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples);
  const Scalar* gamma = pass.parameters;
  const auto normalised = [&](Index feature, Index s) {
    return (load(pass.x.row(feature) + s) - load(pass.cache + s)) * load(pass.cache + width + s);
  };
  for (Index feature = 0; feature < inputs(); ++feature) {
    Vec products{}, deltas{};
    for (Index s = 0; s < width; s += kLanes) {
      const Vec delta = load(pass.dy.row(feature) + s);
      products += delta * normalised(feature, s);
      deltas += delta;
    }
    pass.gradients[feature] = sum(products);
    pass.gradients[inputs() + feature] = sum(deltas);
  }
  if (!pass.dx.data) return;
  const Wide share = splatWide(1 / static_cast<double>(inputs()));
  for (Index s = 0; s < width; s += kLanes) {
    Wide deltas{}, products{};
    for (Index feature = 0; feature < inputs(); ++feature) {
      const Vec delta = splat(gamma[feature]) * load(pass.dy.row(feature) + s);
      deltas += widen(delta);
      products += widen(delta * normalised(feature, s));
    }
    const Vec meanDelta = narrow(deltas * share), meanProduct = narrow(products * share),
              inverse = load(pass.cache + width + s);
    for (Index feature = 0; feature < inputs(); ++feature) {
      const Vec delta = splat(gamma[feature]) * load(pass.dy.row(feature) + s);
      store(pass.dx.row(feature) + s, inverse * (delta - meanDelta - normalised(feature, s) * meanProduct));
    }
  }
}

}  // namespace relu
