// What a row of the table of sequence tasks is. Knows nothing of networks.
#pragma once

#include <span>
#include <string_view>

#include "dataset/dataset.hpp"

namespace relu {

/// One generated data set of sequences. The inputs have a size of about one and are meant to be used as they are.
struct SequenceTask {
  std::string_view name;  ///< Id: "adding".
  Words title;
  Words formula;  ///< The law that sequences and labels follow.
  Words summary;  ///< What it is good for, one sentence.
  Words source;
  Fields fields;  ///< fields[0] is always the number of steps; the sample count is common to all.
  Problem problem;
  Index features;  ///< Numbers a step.

  /// Sequence `i`: writes features × steps numbers, the steps running fastest, and the label (class number, or the value for
  /// regression). Classes take turns, so that their sizes differ by one at most.
  void (*sample)(Index i, Index steps, const double* parameters, Random& random, Scalar* values, Scalar* label);
};

std::span<const SequenceTask> sequenceTasks();

/// What `generate` will give.
DatasetPlan plan(const Choice<SequenceTask>& task, Index samples, double testShare);

/// Generates, shuffles and splits, as for two-dimensional data. The shape is features × steps × 1.
Dataset generate(const Choice<SequenceTask>& task, Index samples, double testShare, std::uint32_t seed);

}  // namespace relu
