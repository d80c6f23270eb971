// A model record that outlives the trainer's next step, as a file does.
#pragma once

#include <string_view>
#include <vector>

#include "model_file/model_file.hpp"

namespace relu::test {

struct KeptModel {
  ModelRecord record;  ///< Its arrays are those below.
  std::vector<std::vector<Scalar>> numbers;
  std::vector<std::vector<std::uint32_t>> rows;

  explicit KeptModel(const ModelRecord& from) : record(from) {
    numbers.resize(record.arrays.size());
    rows.resize(record.arrays.size());
    for (std::size_t i = 0; i < record.arrays.size(); ++i) {
      ModelArray& array = record.arrays[i];
      if (array.numbers) {
        numbers[i].assign(array.numbers, array.numbers + array.count);
        array.numbers = numbers[i].data();
      }
      if (array.rows) {
        rows[i].assign(array.rows, array.rows + array.count);
        array.rows = rows[i].data();
      }
    }
  }
  KeptModel(const KeptModel&) = delete;

  /// The index of the array of that name, or the number of arrays.
  std::size_t find(std::string_view name) const {
    std::size_t index = 0;
    while (index < record.arrays.size() && record.arrays[index].name != name) ++index;
    return index;
  }
};

}  // namespace relu::test
