// Register blocks of eight accumulators: four channels by two vectors of samples where sums run over taps, four units by two
// columns of the input where they run over samples. Loops over taps have their bounds from the runs and no branch inside.
#include "layer/conv2d_kernel.hpp"

#include <cstring>

#include "core/simd.hpp"

namespace relu::kernel {
namespace {

/// One place of `Rows` channels for `Vectors` vectors of samples.
template <int Rows, int Vectors>
inline void gatherTile(const Gather& plan, const Scalar* W, const Scalar* start, const Scalar* in, Index stride, const Run& y,
                       const Run& x, Scalar* out, Index outStep) {
  Vec accumulator[Rows][Vectors];
  for (int row = 0; row < Rows; ++row) {
    const Vec first = start ? splat(start[row]) : Vec{};
    for (int v = 0; v < Vectors; ++v) accumulator[row][v] = first;
  }
  const Index rowStep = plan.rowStep, tapStep = plan.x.tapStep, cellStep = plan.x.placeStep * stride;
  const Index lineTaps = plan.y.tapStep * plan.lineStep, lineCells = plan.y.placeStep * plan.inWidth * stride;
  const Index channel = plan.inHeight * plan.inWidth * stride;
  in += (y.place * plan.inWidth + x.place) * stride;
  W += y.tap * plan.lineStep + x.tap;
  for (Index inner = 0; inner < plan.inner; ++inner) {
    const Scalar *line = in + inner * channel, *lineWeights = W + inner * plan.innerStep;
    for (Index ky = 0; ky < y.count; ++ky) {
      const Scalar *cell = line, *weight = lineWeights;
      for (Index kx = 0; kx < x.count; ++kx) {
        Vec values[Vectors];
        for (int v = 0; v < Vectors; ++v) values[v] = load(cell + v * kLanes);
        for (int row = 0; row < Rows; ++row) {
          const Vec factor = splat(weight[row * rowStep]);
          for (int v = 0; v < Vectors; ++v) accumulator[row][v] = multiplyAdd(factor, values[v], accumulator[row][v]);
        }
        cell += cellStep;
        weight += tapStep;
      }
      line += lineCells;
      lineWeights += lineTaps;
    }
  }
  for (int row = 0; row < Rows; ++row)
    for (int v = 0; v < Vectors; ++v) store(out + row * outStep + v * kLanes, accumulator[row][v]);
}

/// All places of `Rows` channels, for the samples from `first` in steps of `Vectors` vectors; then the rest in halves.
template <int Rows, int Vectors>
void gatherRows(const Gather& plan, const Scalar* W, const Scalar* start, const Block& in, const Block& out, Index first) {
  const Index width = padded(in.samples), places = plan.y.size() * plan.x.size();
  Index s = first;
  for (; s + Vectors * kLanes <= width; s += Vectors * kLanes) {
    Scalar* place = out.data + s;
    for (const Run& y : plan.y.runs) {
      for (const Run& x : plan.x.runs) {
        gatherTile<Rows, Vectors>(plan, W, start, in.data + s, in.stride, y, x, place, places * out.stride);
        place += out.stride;
      }
    }
  }
  if constexpr (Vectors > 1) {
    if (s < width) gatherRows<Rows, Vectors / 2>(plan, W, start, in, out, s);
  }
}

/// Where the two factors of a sum of products lie, and how far the sum goes.
struct OuterRun {
  const Scalar *dY, *X;
  Index unitStep, columnStep;  ///< From one of the tile's units to the next, from one of its columns of X to the next.
  Index dStep, xStep;          ///< From pixel to pixel.
  Index pixels, length;        ///< Pixels, and numbers of each.
};

/// Adds the products of `Units` × `Columns` rows to the vectors in `sums`, where a column's are `sumStep` from the last one's.
template <int Units, int Columns>
inline void outerTile(const OuterRun& run, Scalar* sums, Index sumStep) {
  Vec accumulator[Units][Columns];
  for (int u = 0; u < Units; ++u)
    for (int c = 0; c < Columns; ++c) accumulator[u][c] = load(sums + c * sumStep + u * kLanes);
  const Scalar *dY = run.dY, *X = run.X;
  for (Index pixel = 0; pixel < run.pixels; ++pixel) {
    for (Index s = 0; s < run.length; s += kLanes) {
      Vec x[Columns];
      for (int c = 0; c < Columns; ++c) x[c] = load(X + c * run.columnStep + s);
      for (int u = 0; u < Units; ++u) {
        const Vec d = load(dY + u * run.unitStep + s);
        for (int c = 0; c < Columns; ++c) accumulator[u][c] = multiplyAdd(d, x[c], accumulator[u][c]);
      }
    }
    dY += run.dStep;
    X += run.xStep;
  }
  for (int u = 0; u < Units; ++u)
    for (int c = 0; c < Columns; ++c) store(sums + c * sumStep + u * kLanes, accumulator[u][c]);
}

/// dW of `Units` × `Inputs` channels, the columns of a tile being two inputs or, for a single input, two lines of the kernel.
/// Line by line of the picture, so that the few lines in use stay in the nearest cache for all their taps.
template <int Units, int Inputs>
void sumTaps(const WeightSums& plan, const Scalar* dY, Index dStride, const Scalar* X, Index xStride, Index width,
             Scalar* scratch, Scalar* dW) {
  constexpr Index kSums = Units * kLanes;
  const Index taps = plan.tapsY * plan.tapsX, line = plan.inWidth * xStride;
  std::memset(scratch, 0, static_cast<std::size_t>(Inputs * taps * kSums) * sizeof(Scalar));
  // Neighbouring places lie one behind the other: then a line is one long pixel.
  const bool joined = plan.x.placeStep == 1 && dStride == width && xStride == width;
  OuterRun run;
  run.unitStep = plan.outHeight * plan.outWidth * dStride;
  run.dStep = dStride;
  run.xStep = plan.x.placeStep * xStride;
  const auto sumLine = [&]<int Columns>(Index place, Index tapY, Index cellY, Index columnStep, Index sumStep) {
    run.columnStep = columnStep;
    for (Index kx = 0; kx < plan.tapsX; ++kx) {
      const Run& x = plan.x.at(kx);
      run.dY = dY + (place * plan.outWidth + x.tap) * dStride;
      run.X = X + cellY * line + x.place * xStride;
      run.pixels = joined ? 1 : x.count;
      run.length = joined ? x.count * width : width;
      outerTile<Units, Columns>(run, scratch + (tapY * plan.tapsX + kx) * kSums, sumStep);
    }
  };
  for (Index place = 0; place < plan.outHeight; ++place) {
    const Run& y = plan.y.at(place);
    Index ky = 0;
    if constexpr (Inputs == 1) {
      for (; ky + 2 <= y.count; ky += 2)
        sumLine.template operator()<2>(place, y.tap + ky, y.place + ky * plan.y.placeStep, plan.y.placeStep * line,
                                       plan.tapsX * kSums);
    }
    for (; ky < y.count; ++ky)
      sumLine.template operator()<Inputs>(place, y.tap + ky, y.place + ky * plan.y.placeStep, plan.inHeight * line,
                                          taps * kSums);
  }
  for (int u = 0; u < Units; ++u)
    for (int i = 0; i < Inputs; ++i)
      for (Index tap = 0; tap < taps; ++tap)
        dW[(u * plan.inputs + i) * taps + tap] = sum(load(scratch + (i * taps + tap) * kSums + u * kLanes));
}

/// Sums over places and samples of `Channels` channels, together because a single sum would wait for each of its additions.
template <int Channels>
void sumRows(const Block& dY, Index first, Index places, Scalar* db) {
  const Index width = padded(dY.samples);
  Vec total[Channels] = {};
  for (Index place = 0; place < places; ++place) {
    for (Index s = 0; s < width; s += kLanes)
      for (int c = 0; c < Channels; ++c) total[c] += load(dY.row(first + c * places + place) + s);
  }
  for (int c = 0; c < Channels; ++c) db[c] = sum(total[c]);
}

}  // namespace

void gather(const Gather& plan, const Scalar* W, const Scalar* start, const Block& in, const Block& out) {
  const Index inPlaces = plan.inHeight * plan.inWidth, outPlaces = plan.y.size() * plan.x.size();
  for (Index group = 0; group < plan.groups; ++group) {
    const Block from{in.row(group * plan.inner * inPlaces), plan.inner * inPlaces, in.samples, in.stride};
    const auto rows = [&](auto kernel, Index row) {
      const Index channel = group * plan.rows + row;
      kernel(plan, W + group * plan.groupStep + row * plan.rowStep, start ? start + channel : nullptr, from,
             Block{out.row(channel * outPlaces), 0, out.samples, out.stride}, 0);
    };
    Index row = 0;
    for (; row + 4 <= plan.rows; row += 4) rows(gatherRows<4, 2>, row);
    for (; row + 2 <= plan.rows; row += 2) rows(gatherRows<2, 4>, row);
    for (; row < plan.rows; ++row) rows(gatherRows<1, 4>, row);
  }
}

Index WeightSums::scratch() const { return tapsY * tapsX * 8 * kLanes; }

void sumWeights(const WeightSums& plan, const Block& dY, const Block& X, Scalar* scratch, Scalar* dW) {
  const Index width = padded(dY.samples), taps = plan.tapsY * plan.tapsX;
  const Index inPlaces = plan.inHeight * plan.inWidth, outPlaces = plan.outHeight * plan.outWidth;
  for (Index group = 0; group < plan.groups; ++group) {
    const auto tile = [&](auto kernel, Index unit, Index input) {
      const Index o = group * plan.units + unit;
      kernel(plan, dY.row(o * outPlaces), dY.stride, X.row((group * plan.inputs + input) * inPlaces), X.stride, width, scratch,
             dW + (o * plan.inputs + input) * taps);
    };
    Index input = 0;
    for (; input + 2 <= plan.inputs; input += 2) {
      Index unit = 0;
      for (; unit + 4 <= plan.units; unit += 4) tile(sumTaps<4, 2>, unit, input);
      for (; unit < plan.units; ++unit) tile(sumTaps<1, 2>, unit, input);
    }
    if (input < plan.inputs) {
      Index unit = 0;
      for (; unit + 4 <= plan.units; unit += 4) tile(sumTaps<4, 1>, unit, input);
      for (; unit < plan.units; ++unit) tile(sumTaps<1, 1>, unit, input);
    }
  }
}

void sumChannels(const Block& dY, Index channels, Scalar* db) {
  const Index places = dY.features / channels;
  Index channel = 0;
  for (; channel + 4 <= channels; channel += 4) sumRows<4>(dY, channel * places, places, db + channel);
  for (; channel < channels; ++channel) sumRows<1>(dY, channel * places, places, db + channel);
}

}  // namespace relu::kernel
