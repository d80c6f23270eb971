// The rows of the pooling layers and their loops. Forward and backward gather over the runs of window.hpp, so nothing scatters
// and every sum is made in one fixed order.
#include "layer/pooling2d.hpp"

#include <algorithm>
#include <limits>

#include "core/simd.hpp"
#include "core/text.hpp"

namespace relu {
namespace {

constexpr Field kPoolSize{.name = "pool_size",
                          .title = "Pool size",
                          .help = "How many rows and columns are summarised by one number.",
                          .kind = FieldKind::pair,
                          .min = 1,
                          .max = 64,
                          .standard = 2,
                          .sliderMax = 8};
constexpr Field kPoolStrides{.name = "strides",
                             .title = "Strides",
                             .help = "By how many rows and columns the pool moves; 0 means by its own size.",
                             .kind = FieldKind::pair,
                             .min = 0,
                             .max = 64,
                             .standard = 0,
                             .sliderMax = 8};
constexpr Field kPoolPadding{.name = "padding",
                             .title = "Padding",
                             .help = "How many empty rows and columns surround the picture on each side.",
                             .kind = FieldKind::pair,
                             .min = 0,
                             .max = 63,
                             .standard = 0,
                             .sliderMax = 3};

enum PoolField { kSize, kStrides, kPadding, kDilationRate, kCountIncludePad = kDilationRate };
constexpr Field kMaxFields[] = {
    kPoolSize,
    kPoolStrides,
    kPoolPadding,
    {.name = "dilation_rate",
     .title = "Dilation",
     .help = "The distance between neighbouring cells of the pool on the picture.",
     .kind = FieldKind::pair,
     .min = 1,
     .max = 16,
     .standard = 1,
     .sliderMax = 4},
};
constexpr Field kAverageFields[] = {
    kPoolSize,
    kPoolStrides,
    kPoolPadding,
    {.name = "count_include_pad",
     .title = "Count padding",
     .help = "Whether the empty cells around the picture count as zeros in the mean.",
     .kind = FieldKind::boolean,
     .min = 0,
     .max = 1,
     .standard = 0},
};

Axis axis(Index cells, const double* values, bool dilates) {
  const auto taps = static_cast<Index>(values[kSize]), stride = static_cast<Index>(values[kStrides]);
  return {.cells = cells,
          .taps = taps,
          .stride = stride == 0 ? taps : stride,
          .padding = static_cast<Index>(values[kPadding]),
          .dilation = dilates ? static_cast<Index>(values[kDilationRate]) : 1};
}

/// The window that the configuration describes, or why it cannot pool `input`.
Result<Window> windowOver(const Shape& input, const Choice<LayerType>& type, bool dilates) {
  const Window window{axis(input.height, type.values, dilates), axis(input.width, type.widths, dilates)};
  if (auto error = misfit(window, "pool", input, input.channels)) return std::move(*error);
  const auto isEmpty = [](const Run& run) { return run.count == 0; };
  const Walk y = cellsOfOutputs(window.y), x = cellsOfOutputs(window.x);
  if (std::any_of(y.runs.begin(), y.runs.end(), isEmpty) || std::any_of(x.runs.begin(), x.runs.end(), isEmpty)) {
    return Error{"out_of_range",
                 sentence({"a pool of ", window.y.taps, " × ", window.x.taps, " would lie on padding alone somewhere on ",
                           shapeText(input), " with padding ", pairText(window.y.padding, window.x.padding)}),
                 ""};
  }
  return window;
}

MadeLayer makeMax(const LayerConfig& config, const Shape& input, const NetworkInitializers&) {
  const Result<Window> window = windowOver(input, config.type, true);
  if (!window.ok()) return window.error();
  return std::unique_ptr<Layer>(std::make_unique<MaxPooling2d>(input, window.value()));
}

MadeLayer makeAverage(const LayerConfig& config, const Shape& input, const NetworkInitializers&) {
  const Result<Window> window = windowOver(input, config.type, false);
  if (!window.ok()) return window.error();
  return std::unique_ptr<Layer>(
      std::make_unique<AveragePooling2d>(input, window.value(), config.type.values[kCountIncludePad] != 0));
}

MadeLayer makeGlobalAverage(const LayerConfig&, const Shape& input, const NetworkInitializers&) {
  const Window whole{{.cells = input.height, .taps = input.height}, {.cells = input.width, .taps = input.width}};
  return std::unique_ptr<Layer>(std::make_unique<AveragePooling2d>(input, whole, false));
}

/// dx(cell) = Σ over the windows that meet the cell of what `termOf(place, tapY, tapX)` gives for four samples from s on.
template <class TermOf>
void gatherGradients(const LayerPass& pass, const Shape& input, const Shape& output, const Walk& placesY, const Walk& placesX,
                     const TermOf& termOf) {
  const Index width = padded(pass.dy.samples);
  Index cell = 0;
  for (Index channel = 0; channel < input.channels; ++channel) {
    const Index firstPlace = channel * output.height * output.width;
    for (const Run& y : placesY.runs) {
      for (const Run& x : placesX.runs) {
        Scalar* dx = pass.dx.row(cell++);
        if (y.count * x.count == 0) std::fill_n(dx, width, Scalar(0));
        for (Index ky = 0; ky < y.count; ++ky) {
          const Index line = firstPlace + (y.place + ky * placesY.placeStep) * output.width;
          for (Index kx = 0; kx < x.count; ++kx) {
            const auto term =
                termOf(line + x.place + kx * placesX.placeStep, y.tap + ky * placesY.tapStep, x.tap + kx * placesX.tapStep);
            if (ky + kx == 0) {
              for (Index s = 0; s < width; s += kLanes) store(dx + s, term(s));
            } else {
              for (Index s = 0; s < width; s += kLanes) store(dx + s, load(dx + s) + term(s));
            }
          }
        }
      }
    }
  }
}

Shape outputShape(const Shape& input, const Window& window) {
  return {.channels = input.channels, .height = window.y.outputs(), .width = window.x.outputs()};
}

}  // namespace

LayerType maxPooling2dType() {
  return {.name = "max_pooling2d",
          .title = "Max pooling",
          .summary = "Keeps the largest number of each small patch of a picture.",
          .fields = kMaxFields,
          .parts = 0,
          .activation = "",
          .make = makeMax};
}

LayerType averagePooling2dType() {
  return {.name = "average_pooling2d",
          .title = "Average pooling",
          .summary = "Keeps the mean of each small patch of a picture.",
          .fields = kAverageFields,
          .parts = 0,
          .activation = "",
          .make = makeAverage};
}

LayerType globalAveragePooling2dType() {
  return {.name = "global_average_pooling2d",
          .title = "Global average pooling",
          .summary = "Keeps one number of each channel, its mean over the whole picture.",
          .fields = {},
          .parts = 0,
          .activation = "",
          .make = makeGlobalAverage};
}

MaxPooling2d::MaxPooling2d(const Shape& input, const Window& window)
    : Layer(input, outputShape(input, window)),
      tapsX_(window.x.taps),
      cellsY_(cellsOfOutputs(window.y)),
      cellsX_(cellsOfOutputs(window.x)),
      placesY_(outputsOfCells(window.y)),
      placesX_(outputsOfCells(window.x)) {}

void MaxPooling2d::forward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples), inWidth = input().width;
  Index place = 0;
  for (Index channel = 0; channel < input().channels; ++channel) {
    const Index firstCell = channel * input().height * inWidth;
    for (const Run& y : cellsY_.runs) {
      for (const Run& x : cellsX_.runs) {
        const Scalar* corner = pass.x.row(firstCell + y.place * inWidth + x.place);
        Scalar *largest = pass.y.row(place), *winners = pass.cache + place * width;
        for (Index s = 0; s < width; s += kLanes) {
          Vec best = splat(-std::numeric_limits<Scalar>::infinity());
          Vec winner = splat(static_cast<Scalar>(y.tap * tapsX_ + x.tap));
          for (Index ky = 0; ky < y.count; ++ky) {
            const Scalar* cell = corner + ky * cellsY_.placeStep * inWidth * pass.x.stride + s;
            Scalar tap = static_cast<Scalar>((y.tap + ky) * tapsX_ + x.tap);
            for (Index kx = 0; kx < x.count; ++kx) {
              const Vec value = load(cell);
              const Mask wins = (value > best) | (value != value);
              best = select(wins, value, best);
              winner = select(wins, splat(tap), winner);
              cell += cellsX_.placeStep * pass.x.stride;
              tap += 1;
            }
          }
          store(largest + s, best);
          store(winners + s, winner);
        }
        ++place;
      }
    }
  }
}

void MaxPooling2d::backward(const LayerPass& pass) const {
  if (!pass.dx.data) return;
  const Index width = padded(pass.dy.samples);
  gatherGradients(pass, input(), output(), placesY_, placesX_, [&](Index place, Index tapY, Index tapX) {
    const Vec tap = splat(static_cast<Scalar>(tapY * tapsX_ + tapX));
    const Scalar *winners = pass.cache + place * width, *dy = pass.dy.row(place);
    return [=](Index s) { return select(load(winners + s) == tap, load(dy + s), Vec{}); };
  });
}

AveragePooling2d::AveragePooling2d(const Shape& input, const Window& window, bool countsPadding)
    : Layer(input, outputShape(input, window)),
      cellsY_(cellsOfOutputs(window.y)),
      cellsX_(cellsOfOutputs(window.x)),
      placesY_(outputsOfCells(window.y)),
      placesX_(outputsOfCells(window.x)) {
  const Index taps = window.y.taps * window.x.taps;
  for (const Run& y : cellsY_.runs)
    for (const Run& x : cellsX_.runs)
      shares_.push_back(Scalar(1) / static_cast<Scalar>(countsPadding ? taps : y.count * x.count));
}

void AveragePooling2d::forward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples), inWidth = input().width;
  Scalar* mean = pass.y.data;
  for (Index channel = 0; channel < input().channels; ++channel) {
    const Index firstCell = channel * input().height * inWidth;
    const Scalar* share = shares_.data();
    for (const Run& y : cellsY_.runs) {
      for (const Run& x : cellsX_.runs) {
        const Scalar* corner = pass.x.row(firstCell + y.place * inWidth + x.place);
        for (Index s = 0; s < width; s += kLanes) {
          Vec total{};
          for (Index ky = 0; ky < y.count; ++ky) {
            const Scalar* cell = corner + ky * cellsY_.placeStep * inWidth * pass.x.stride + s;
            for (Index kx = 0; kx < x.count; ++kx) {
              total += load(cell);
              cell += cellsX_.placeStep * pass.x.stride;
            }
          }
          store(mean + s, splat(*share) * total);
        }
        mean += pass.y.stride;
        ++share;
      }
    }
  }
}

void AveragePooling2d::backward(const LayerPass& pass) const {
  if (!pass.dx.data) return;
  const Index places = output().height * output().width;
  gatherGradients(pass, input(), output(), placesY_, placesX_, [&](Index place, Index, Index) {
    const Vec share = splat(shares_[static_cast<std::size_t>(place % places)]);
    const Scalar* dy = pass.dy.row(place);
    return [=](Index s) { return share * load(dy + s); };
  });
}

}  // namespace relu
