// From a row of the data-set table to shuffled, split data. Knows nothing of networks.
#include "dataset/dataset.hpp"

#include <cmath>
#include <numeric>

namespace relu {

Dataset generate(const Choice<Generator>& generator, Index samples, double noise, double testShare, std::uint32_t seed) {
  const Generator& row = *generator.row;
  Dataset data;
  data.columns = 2;
  data.shape = {.channels = 2};
  data.classes = row.classesField < 0 ? 2 : static_cast<int>(generator.values[row.classesField]);
  data.problem = data.classes > 2 ? Problem::multiclass : Problem::binary;
  if (row.problem == Problem::regression) {
    data.classes = 0;
    data.problem = Problem::regression;
  }

  const std::size_t rows = static_cast<std::size_t>(samples);
  std::vector<std::uint32_t> place(rows);  // place[i] is the row that point i comes to stand in
  std::iota(place.begin(), place.end(), 0u);
  Random split(seed, Purpose::split);
  shuffle(place.data(), samples, split);

  data.values.resize(2 * rows);
  data.labels.resize(rows);
  Random random(seed, Purpose::data);
  for (std::size_t i = 0; i < rows; ++i) {
    Scalar* const value = &data.values[2 * std::size_t{place[i]}];
    row.sample(static_cast<Index>(i), samples, noise, generator.values, random, value, value + 1, &data.labels[place[i]]);
  }

  const Index testRows = static_cast<Index>(std::floor(static_cast<double>(samples) * testShare + 0.5));
  data.trainRows = samples - testRows;
  if (data.trainRows < 1) data.trainRows = 1;
  if (data.trainRows > samples - 1) data.trainRows = samples - 1;
  return data;
}

}  // namespace relu
