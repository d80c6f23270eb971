// Forward passes for reading, kEvaluationChunk samples at a time.
#include "diagnostics/response.hpp"

#include <algorithm>

#include "core/simd.hpp"
#include "diagnostics/stage_numbers.hpp"

namespace relu {
namespace {

/// Encodes `count` points that `point(i, values)` gives, chunk by chunk, and calls `visit(first, samples, outputs)` for each.
template <class Point, class Visit>
bool forPoints(Trainer& trainer, Index count, Point point, Visit visit) {
  const Encoder& encoder = trainer.encoder();
  Buffer memory, values;
  if (!memory.allocate(std::int64_t{encoder.inputs()} * kEvaluationChunk) || !values.allocate(encoder.columns())) return false;
  for (Index first = 0; first < count; first += kEvaluationChunk) {
    const Index samples = std::min(kEvaluationChunk, count - first);
    const Block inputs{memory.data(), encoder.inputs(), samples, kEvaluationChunk};
    for (Index i = 0; i < samples; ++i) {
      point(first + i, values.data());
      encoder.encode(values.data(), inputs, i);
    }
    visit(first, samples, trainer.answers(inputs));
  }
  return true;
}

/// Copies the samples of each of a block's features to its map.
void copyMaps(const Block& block, Index first, Index samples, Index pixels, Scalar* maps) {
  for (Index feature = 0; feature < block.features; ++feature) {
    const Scalar* row = block.row(feature);
    Scalar* map = maps + feature * pixels + first;
    Index i = 0;
    for (; i + kLanes <= samples; i += kLanes) store(map + i, load(row + i));
    for (; i < samples; ++i) map[i] = row[i];
  }
}

}  // namespace

bool predict(Trainer& trainer, const Scalar* points, Index count, Answer kind, Scalar* answers) {
  const Index columns = trainer.encoder().columns(), outputs = trainer.network().outputs();
  return forPoints(
      trainer, count, [&](Index i, Scalar* values) { std::copy_n(points + i * columns, columns, values); },
      [&](Index first, Index samples, const Block& result) {
        if (kind == Answer::linked) applyLink(trainer.training().loss.row->link, result);
        for (Index i = 0; i < samples; ++i) {
          for (Index k = 0; k < outputs; ++k) answers[(first + i) * outputs + k] = result.at(k, i);
        }
      });
}

bool isPlanar(const Trainer& trainer) { return trainer.data().columns == 2 && trainer.data().shape.isVector(); }

bool PlaneGrid::prepare(Index resolution) {
  if (resolution == resolution_) return true;
  const Encoder& encoder = trainer_.encoder();
  const Index pixels = resolution * resolution;
  resolution_ = 0;
  if (!memory_.allocate(std::int64_t{encoder.inputs()} * padded(pixels))) return false;
  inputs_ = {memory_.data(), encoder.inputs(), pixels, padded(pixels)};
  const auto centre = [&](Index pixel) {
    return static_cast<Scalar>(kDomainMin + (static_cast<double>(pixel) + 0.5) * (kDomainMax - kDomainMin) /
                                                static_cast<double>(resolution));
  };
  for (Index pixel = 0; pixel < pixels; ++pixel) {
    const Scalar point[] = {centre(pixel % resolution), -centre(pixel / resolution)};
    encoder.encode(point, inputs_, pixel);
  }
  resolution_ = resolution;
  return true;
}

template <class Visit>
void PlaneGrid::forChunks(Index chunk, Visit visit) {
  for (Index first = 0; first < inputs_.samples; first += chunk) {
    const Index samples = std::min(chunk, inputs_.samples - first);
    const Block inputs{inputs_.data + first, inputs_.features, samples, inputs_.stride};
    visit(first, samples, inputs);
  }
}

bool PlaneGrid::outputs(Index resolution, Scalar* out) {
  if (!isPlanar(trainer_)) return true;
  if (!prepare(resolution)) return false;
  forChunks(Trainer::answerChunk(trainer_.network()), [&](Index first, Index samples, const Block& inputs) {
    const Block& result = trainer_.answers(inputs);
    applyLink(trainer_.training().loss.row->link, result);
    copyMaps(result, first, samples, inputs_.samples, out);
  });
  return true;
}

Index unitCount(const Trainer& trainer) {
  Index units = trainer.network().inputs();
  for (const Stage& stage : trainer.network().stages()) units += trainer.network().layer(stage.outputs).outputs();
  return units;
}

bool PlaneGrid::units(Index resolution, Scalar* out) {
  if (!isPlanar(trainer_)) return true;
  if (!prepare(resolution)) return false;
  const Index pixels = inputs_.samples;
  copyMaps(inputs_, 0, pixels, pixels, out);
  forChunks(kEvaluationChunk, [&](Index first, Index samples, const Block& inputs) {
    trainer_.evaluationPass().forward(trainer_.reading(), inputs);
    Scalar* maps = out + inputs_.features * pixels;
    for (const Stage& stage : trainer_.network().stages()) {
      const Block& values = trainer_.evaluationPass().value(stage.outputs);
      copyMaps(values, first, samples, pixels, maps);
      maps += values.features * pixels;
    }
  });
  return true;
}

Histogram sumHistogram(Trainer& trainer, Index stage, double low, double high, std::uint32_t* counts, Index bins) {
  Histogram histogram;
  std::fill_n(counts, bins, 0u);
  const Examples& examples = trainer.train();
  const double perBin = static_cast<double>(bins) / (high - low);
  for (Index first = 0; first < examples.inputs.samples; first += kEvaluationChunk) {
    const Index samples = std::min(kEvaluationChunk, examples.inputs.samples - first);
    const Block inputs{examples.inputs.data + first, examples.inputs.features, samples, examples.inputs.stride};
    trainer.evaluationPass().forward(trainer.reading(), inputs);
    const Network& network = trainer.network();
    forStageNumbers(network, trainer.evaluationPass(), network.stages()[static_cast<std::size_t>(stage)],
                    [&](const Block& sums, const Block&, Index) {
                      for (Index unit = 0; unit < sums.features; ++unit) {
                        for (Index i = 0; i < samples; ++i) {
                          const double z = sums.at(unit, i);
                          ++histogram.total;
                          if (z < low)
                            ++histogram.below;
                          else if (z < high)
                            ++counts[std::min(bins - 1, static_cast<Index>((z - low) * perBin))];
                          else
                            ++histogram.above;
                        }
                      }
                    });
  }
  return histogram;
}

}  // namespace relu
