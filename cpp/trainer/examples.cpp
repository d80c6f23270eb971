// Encoding of samples and targets.
#include "trainer/examples.hpp"

#include <algorithm>
#include <cmath>

#include "core/simd.hpp"

namespace relu {
namespace {

/// Numbers that differ by less come to rest among those that no layer tells from 0.
constexpr double kLeastDeviation = 1e-30;

}  // namespace

Shape inputShape(const DatasetForm& data, std::span<const Feature* const> chosen) {
  return chosen.empty() ? data.shape : Shape{.channels = static_cast<Index>(chosen.size())};
}

Encoder::Encoder(const Dataset& data, std::vector<const Feature*> chosen, bool standardize)
    : columns_(data.columns), shape_(inputShape(data, chosen)), chosen_(std::move(chosen)) {
  const std::size_t inputs = chosen_.empty() ? static_cast<std::size_t>(columns_) : chosen_.size();
  mean_.assign(inputs, 0);
  scale_.assign(inputs, 1);
  if (!standardize) return;
  std::vector<double> column(static_cast<std::size_t>(data.trainRows));
  for (std::size_t input = 0; input < inputs; ++input) {
    double sum = 0, squares = 0;
    for (Index row = 0; row < data.trainRows; ++row) {
      column[static_cast<std::size_t>(row)] = raw(&data.values[static_cast<std::size_t>(row * columns_)], input);
      sum += column[static_cast<std::size_t>(row)];
    }
    const double mean = sum / static_cast<double>(data.trainRows);
    bool varies = false;
    for (const double value : column) {
      squares += (value - mean) * (value - mean);
      varies = varies || value != column[0];
    }
    const double deviation = std::sqrt(squares / static_cast<double>(data.trainRows));
    mean_[input] = static_cast<Scalar>(mean);
    if (varies && deviation > kLeastDeviation) scale_[input] = static_cast<Scalar>(1 / deviation);
  }
}

Scalar Encoder::raw(const Scalar* values, std::size_t input) const {
  return chosen_.empty() ? values[input] : chosen_[input]->value(values[0], values[1]);
}

void Encoder::encode(const Scalar* values, const Block& block, Index sample) const {
  for (std::size_t input = 0; input < mean_.size(); ++input) {
    block.at(static_cast<Index>(input), sample) = (raw(values, input) - mean_[input]) * scale_[input];
  }
}

void Encoder::encodeRows(const Scalar* values, std::span<const std::uint32_t> rows, const Block& block) const {
  const auto count = static_cast<Index>(rows.size());
  const auto sampleOf = [&](Index i) { return values + static_cast<Index>(rows[static_cast<std::size_t>(i)]) * columns_; };
  Index i = 0;
  if (chosen_.empty()) {
    for (; i + kLanes <= count; i += kLanes)
      encodeFour({sampleOf(i), sampleOf(i + 1), sampleOf(i + 2), sampleOf(i + 3)}, block, i);
  }
  for (; i < count; ++i) encode(sampleOf(i), block, i);
  for (Index input = 0; input < inputs(); ++input)
    std::fill(block.row(input) + count, block.row(input) + block.stride, Scalar(0));
}

void Encoder::encodeFour(const std::array<const Scalar*, kLanes>& samples, const Block& block, Index first) const {
  const Index count = inputs();
  Index input = 0;
  const auto write = [&](Index row, Vec values) {
    const auto k = static_cast<std::size_t>(row);
    store(block.row(row) + first, (values - splat(mean_[k])) * splat(scale_[k]));
  };
  for (; input + kLanes <= count; input += kLanes) {
    const Transposed columns =
        transposed(load(samples[0] + input), load(samples[1] + input), load(samples[2] + input), load(samples[3] + input));
    for (int k = 0; k < kLanes; ++k) write(input + k, columns[k]);
  }
  for (; input < count; ++input) write(input, Vec{samples[0][input], samples[1][input], samples[2][input], samples[3][input]});
}

void Encoder::pullBack(const Scalar* values, const Block& inputSlopes, const Block& slopes, Index sample) const {
  for (Index column = 0; column < columns_; ++column) slopes.at(column, sample) = 0;
  for (std::size_t input = 0; input < mean_.size(); ++input) {
    const auto k = static_cast<Index>(input);
    const Scalar slope = inputSlopes.at(k, sample) * scale_[input];
    if (chosen_.empty()) {
      slopes.at(k, sample) = slope;
    } else {
      const Slope own = chosen_[input]->slope(values[0], values[1]);
      slopes.at(0, sample) += slope * own.x;
      slopes.at(1, sample) += slope * own.y;
    }
  }
}

Task taskOf(const DatasetForm& data) {
  switch (data.problem) {
    case Problem::regression:
      return Task::regression;
    case Problem::binary:
      return Task::binary;
    case Problem::multiclass:
      break;
  }
  return Task::multiclass;
}

Index outputsOf(const DatasetForm& data) {
  return data.problem == Problem::multiclass ? data.classes : data.problem == Problem::regression ? data.targets : 1;
}

Index targetRows(const DatasetForm& data, const Loss& loss) { return loss.classIndex ? 1 : outputsOf(data); }

bool ExampleStore::fill(const Dataset& data, const Encoder& encoder, const Loss& loss, Task task) {
  const Index testRows = data.rows() - data.trainRows, rows = targetRows(data, loss);
  const Index trainStride = padded(data.trainRows), testStride = padded(testRows);
  if (!memory_.allocate(std::int64_t{encoder.inputs() + rows} * (trainStride + testStride))) return false;
  Scalar* next = memory_.data();
  const auto place = [&](Index features, Index samples) {
    const Block block{next, features, samples, padded(samples)};
    next += features * block.stride;
    return block;
  };
  const auto part = [&](Index first, Index count) {
    Examples examples{place(encoder.inputs(), count), place(rows, count)};
    for (Index i = 0; i < count; ++i) {
      const auto row = static_cast<std::size_t>(first + i);
      encoder.encode(&data.values[row * static_cast<std::size_t>(data.columns)], examples.inputs, i);
      const Scalar* labels = &data.labels[row * static_cast<std::size_t>(data.targets)];
      const Scalar label = labels[0];
      if (task == Task::regression) {
        for (Index k = 0; k < rows; ++k) examples.targets.at(k, i) = labels[k];
      } else if (loss.classIndex) {
        examples.targets.at(0, i) = label;
      } else if (task == Task::binary) {
        examples.targets.at(0, i) = label > 0 ? Scalar(1) : static_cast<Scalar>(loss.negative);
      } else {
        for (Index k = 0; k < rows; ++k)
          examples.targets.at(k, i) = static_cast<Index>(label) == k ? Scalar(1) : static_cast<Scalar>(loss.negative);
      }
    }
    return examples;
  };
  train_ = part(0, data.trainRows);
  test_ = part(data.trainRows, testRows);
  return true;
}

}  // namespace relu
