// From a row of the table of sequence tasks to shuffled, split data.
#include "dataset/sequence.hpp"

namespace relu {

DatasetPlan plan(const Choice<SequenceTask>& task, Index samples, double testShare) {
  DatasetPlan plan;
  plan.problem = task.row->problem;
  plan.classes = plan.problem == Problem::regression ? 0 : 2;
  plan.shape = {.channels = task.row->features, .height = static_cast<Index>(task.values[0])};
  plan.columns = plan.shape.features();
  plan.rows = samples;
  plan.trainRows = trainRowsOf(samples, testShare);
  return plan;
}

Dataset generate(const Choice<SequenceTask>& task, Index samples, double testShare, std::uint32_t seed) {
  const SequenceTask& row = *task.row;
  Dataset data{plan(task, samples, testShare), {}, {}};
  data.values.resize(static_cast<std::size_t>(samples * data.columns));
  data.labels.resize(static_cast<std::size_t>(samples));
  Random random(seed, Purpose::data);
  for (Index i = 0; i < samples; ++i)
    row.sample(i, data.shape.height, task.values, random, &data.values[static_cast<std::size_t>(i * data.columns)],
               &data.labels[static_cast<std::size_t>(i)]);
  shuffleAndSplit(data, testShare, seed);
  return data;
}

}  // namespace relu
