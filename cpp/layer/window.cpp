// Finds the meetings by trying every tap: it is done once, when a network is made.
#include "layer/window.hpp"

#include <numeric>

#include "core/text.hpp"
#include "layer/layer_type.hpp"

namespace relu {
namespace {

void append(Run& run, Index tap, Index place) {
  if (run.count++ > 0) return;
  run.tap = tap;
  run.place = place;
}

}  // namespace

Walk cellsOfOutputs(const Axis& axis) {
  Walk walk{.tapStep = 1, .placeStep = axis.dilation, .runs = std::vector<Run>(static_cast<std::size_t>(axis.outputs()))};
  for (Index output = 0; output < axis.outputs(); ++output) {
    for (Index tap = 0; tap < axis.taps; ++tap) {
      if (axis.meets(output, tap)) append(walk.runs[static_cast<std::size_t>(output)], tap, axis.cell(output, tap));
    }
  }
  return walk;
}

Walk outputsOfCells(const Axis& axis) {
  // Two taps lie on one cell when their distance in cells is a multiple of the stride: every (stride / common)-th tap.
  const Index common = std::gcd(axis.stride, axis.dilation);
  Walk walk{.tapStep = axis.stride / common,
            .placeStep = -axis.dilation / common,
            .runs = std::vector<Run>(static_cast<std::size_t>(axis.cells))};
  for (Index tap = 0; tap < axis.taps; ++tap) {
    for (Index output = 0; output < axis.outputs(); ++output) {
      if (axis.meets(output, tap)) append(walk.runs[static_cast<std::size_t>(axis.cell(output, tap))], tap, output);
    }
  }
  return walk;
}

Walk cellsOfTaps(const Axis& axis) {
  Walk walk{.tapStep = 1, .placeStep = axis.stride, .runs = std::vector<Run>(static_cast<std::size_t>(axis.taps))};
  for (Index tap = 0; tap < axis.taps; ++tap) {
    for (Index output = 0; output < axis.outputs(); ++output) {
      if (axis.meets(output, tap)) append(walk.runs[static_cast<std::size_t>(tap)], output, axis.cell(output, tap));
    }
  }
  return walk;
}

std::string pairText(Index height, Index width) {
  return height == width ? numberText(static_cast<double>(height)) : sentence({height, " × ", width});
}

std::optional<Error> misfit(const Window& window, std::string_view kind, const Shape& input, Index channels) {
  const Axis &y = window.y, &x = window.x;
  if (y.outputs() < 1 || x.outputs() < 1) {
    return Error{"shape_mismatch",
                 sentence({"a ", kind, " of ", y.taps, " × ", x.taps, " (dilation ", pairText(y.dilation, x.dilation),
                           ") does not fit ", shapeText(input), " with padding ", pairText(y.padding, x.padding)}),
                 ""};
  }
  const double numbers = static_cast<double>(channels) * static_cast<double>(y.outputs()) * static_cast<double>(x.outputs());
  if (numbers > static_cast<double>(kMostPictureNumbers)) {
    return Error{"out_of_range",
                 sentence({"expected at most ", kMostPictureNumbers, " numbers a sample, got ",
                           shapeText({channels, y.outputs(), x.outputs()}), " from ", shapeText(input)}),
                 ""};
  }
  return std::nullopt;
}

}  // namespace relu
