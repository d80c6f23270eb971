// A data set in the form that a network eats: features chosen, standardised, samples contiguous, targets as the loss wants
// them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "core/tensor.hpp"
#include "dataset/dataset.hpp"
#include "loss/loss.hpp"

namespace relu {

/// What the inputs are to the first layer: a vector of the chosen features, or a sample in the shape that the data has.
Shape inputShape(const DatasetForm& data, std::span<const Feature* const> chosen);

/// Turns raw samples into network inputs.
///
/// Formula   input = (feature(x, y) − mean) / deviation, both measured on the training rows (0 and 1 when not standardised; a
///           feature that does not vary is only centred).
class Encoder {
 public:
  /// `chosen` lists the features of a two-dimensional data set; when it is empty every column of the data is an input.
  Encoder(const Dataset& data, std::vector<const Feature*> chosen, bool standardize);

  Index inputs() const { return static_cast<Index>(mean_.size()); }
  Shape shape() const { return shape_; }
  Index columns() const { return columns_; }
  const std::vector<const Feature*>& features() const { return chosen_; }
  /// Writes one sample (`columns` numbers) into column `sample` of `block` (inputs × samples).
  void encode(const Scalar* values, const Block& block, Index sample) const;
  /// Writes the samples `rows` of many, in that order, into the first columns of `block`, and zeros into its padding.
  void encodeRows(const Scalar* values, std::span<const std::uint32_t> rows, const Block& block) const;
  /// Takes a slope back from the inputs to the sample that they were made of (the chain rule).
  ///
  /// Formula   slopes[c] = Σ over inputs k of (∂input k / ∂value c) · inputSlopes[k].
  void pullBack(const Scalar* values, const Block& inputSlopes, const Block& slopes, Index sample) const;

 private:
  /// Four samples of data whose columns are the inputs, into four columns of the block.
  void encodeFour(const std::array<const Scalar*, kLanes>& samples, const Block& block, Index first) const;
  Scalar raw(const Scalar* values, std::size_t input) const;
  Index columns_;
  Shape shape_;
  std::vector<const Feature*> chosen_;
  std::vector<Scalar> mean_, scale_;
};

/// One part (training or test) of the data.
struct Examples {
  Block inputs;   ///< inputs × rows
  Block targets;  ///< target rows × rows: a value, a class number, or one row an output (see Loss)
};

/// Both parts in one piece of memory.
class ExampleStore {
 public:
  /// Errors    false when memory is exhausted.
  [[nodiscard]] bool fill(const Dataset& data, const Encoder& encoder, const Loss& loss, Task task);
  const Examples& train() const { return train_; }
  const Examples& test() const { return test_; }

 private:
  Buffer memory_;
  Examples train_, test_;
};

Task taskOf(const DatasetForm& data);
/// Outputs of the network's last layer: one for regression and binary classification, else one a class.
Index outputsOf(const DatasetForm& data);
/// Rows of the targets for that loss.
Index targetRows(const DatasetForm& data, const Loss& loss);

}  // namespace relu
