// What a row of the loss table is. Losses work on logits: the stable forms need them.
#pragma once

#include <span>
#include <string_view>

#include "core/field.hpp"
#include "core/tensor.hpp"

namespace relu {

/// What the network is asked for.
enum class Task { regression, binary, multiclass };

/// How the last layer's outputs become what the reader is shown.
enum class Link { identity, sigmoid, softmax };

/// One loss.
///
/// Shape     outputs and targets: rows × samples. For `classIndex` the targets have one row, the class number.
struct Loss {
  std::string_view name;  ///< Id: "binary_cross_entropy".
  Words title;
  Words formula;
  Words summary;
  Words source;
  Fields fields;
  unsigned tasks;   ///< Bit set over Task: 1 << int(Task::binary) | …
  Link link;        ///< What turns an output into a probability; identity when outputs are themselves the answer.
  bool classIndex;  ///< Targets are class numbers, not one row an output.
  double negative;  ///< Target of the class that a sample is not in: 0, or −1 where outputs are signed. The other is 1.

  /// The sum over samples of the loss (each sample's being the mean over its outputs), in double. When `delta` is given,
  /// delta = ∂(mean over samples)/∂outputs in the first `samples` lanes and exactly 0 in the padding.
  double (*evaluate)(const Block& outputs, const Block& targets, const double* parameters, Block* delta);
};

std::span<const Loss> losses();

/// In place: logits → what the reader is shown.
void applyLink(Link link, const Block& outputs);

/// The number of samples whose class is right: the output is above 0 for class 1 and not for class 0 (binary), or the first of
/// the largest outputs is the class (multiclass). An output that is not a number is never right. 0 for regression.
Index countCorrect(Task task, const Loss& loss, const Block& outputs, const Block& targets);

}  // namespace relu
