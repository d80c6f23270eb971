// From a row of the table of sequence tasks to shuffled, split data.
#include "dataset/sequence.hpp"

namespace relu {

Dataset generate(const Choice<SequenceTask>& task, Index samples, double testShare, std::uint32_t seed) {
  const SequenceTask& row = *task.row;
  const auto steps = static_cast<Index>(task.values[0]);
  Dataset data;
  data.problem = row.problem;
  data.classes = row.problem == Problem::regression ? 0 : 2;
  data.shape = {.channels = row.features, .height = steps};
  data.columns = data.shape.features();
  data.values.resize(static_cast<std::size_t>(samples * data.columns));
  data.labels.resize(static_cast<std::size_t>(samples));
  Random random(seed, Purpose::data);
  for (Index i = 0; i < samples; ++i)
    row.sample(i, steps, task.values, random, &data.values[static_cast<std::size_t>(i * data.columns)],
               &data.labels[static_cast<std::size_t>(i)]);
  shuffleAndSplit(data, testShare, seed);
  return data;
}

}  // namespace relu
