// How a window slides along one axis of a picture: which taps of it meet which cells. Convolution and pooling walk the same
// way; the branches on edges and strides are taken here, once, and not in the loops over pixels. Knows no numbers but counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/scalar.hpp"
#include "core/tensor.hpp"

namespace relu {

/// One axis of a sliding window: output o has its tap k on cell o·stride − padding + k·dilation.
struct Axis {
  Index cells = 1;
  Index taps = 1;
  Index stride = 1;
  Index padding = 0;  ///< Cells of zeros on both sides.
  Index dilation = 1;

  /// The cells from the first tap to the last.
  Index extent() const { return dilation * (taps - 1) + 1; }
  /// Positions of the window; not positive when it does not fit.
  Index outputs() const { return cells + 2 * padding < extent() ? 0 : (cells + 2 * padding - extent()) / stride + 1; }
  /// True when tap `tap` of `output` lies on a cell and not on padding.
  bool meets(Index output, Index tap) const { return cell(output, tap) >= 0 && cell(output, tap) < cells; }
  Index cell(Index output, Index tap) const { return output * stride - padding + tap * dilation; }
};

/// An arithmetic progression of meetings: the i-th is tap `tap + i·tapStep` with place `place + i·placeStep`.
struct Run {
  Index tap = 0;
  Index place = 0;
  Index count = 0;
};

/// What meets at every place of one axis; a run for each place, the steps in common.
struct Walk {
  Index tapStep = 1;
  Index placeStep = 1;
  std::vector<Run> runs;

  Index size() const { return static_cast<Index>(runs.size()); }
  const Run& at(Index place) const { return runs[static_cast<std::size_t>(place)]; }
};

/// For every output the taps that lie on cells, and those cells.
Walk cellsOfOutputs(const Axis& axis);
/// For every cell the taps that are ever laid on it, and the outputs that they belong to.
Walk outputsOfCells(const Axis& axis);
/// For every tap the outputs at which it lies on a cell: `tap` is the first of these outputs, `place` its cell.
Walk cellsOfTaps(const Axis& axis);

/// A window over the two axes of a picture.
struct Window {
  Axis y, x;
};

/// Why a layer cannot slide `window` over `input`, or nothing when it can. `kind` is its word for the window: "kernel", "pool".
///
/// Errors    shape_mismatch: "a kernel of 5 × 5 (dilation 1) does not fit 3 × 4 × 4 with padding 0". out_of_range: `channels`
///           pictures of the output are more than kMostPictureNumbers.
std::optional<Error> misfit(const Window& window, std::string_view kind, const Shape& input, Index channels);

/// Numbers in one sample's picture. Padding lets every layer enlarge it; nothing above this is worth a layer, and all sizes
/// up to here fit the 32 bits of WebAssembly's addresses.
constexpr Index kMostPictureNumbers = Index{1} << 20;

/// "3" for a square, "1 × 3" for anything else.
std::string pairText(Index height, Index width);

}  // namespace relu
