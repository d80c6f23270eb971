// Sizes first, then every number.
#include "dataset/check.hpp"

#include <cmath>
#include <string>

#include "core/text.hpp"

namespace relu {

std::optional<Error> check(const Dataset& data) {
  const bool isRegression = data.problem == Problem::regression;
  if (data.targets < 1 || (!isRegression && data.targets != 1)) {
    return Error{"out_of_range", sentence({"expected ", isRegression ? "at least 1" : "1", ", got ", data.targets}),
                 "data.targets"};
  }
  if (data.labels.size() % static_cast<std::size_t>(data.targets) != 0) {
    return Error{"shape_mismatch", sentence({"expected equally many for each row, got ", data.labels.size()}), "data.labels"};
  }
  if (data.columns < 1) return Error{"out_of_range", "expected at least 1", "data.columns"};
  const auto rows = static_cast<std::size_t>(data.rows());
  if (data.values.size() != rows * static_cast<std::size_t>(data.columns)) {
    return Error{"shape_mismatch",
                 sentence({"expected ", data.columns, " columns × ", rows, " labels, got ", data.values.size(), " numbers"}),
                 "data.values"};
  }
  if (data.shape.channels < 1 || data.shape.height < 1 || data.shape.width < 1 ||
      data.shape.numbers() != static_cast<double>(data.columns)) {
    return Error{"shape_mismatch", sentence({"expected a shape of ", data.columns, " numbers, got ", data.shape.numbers()}),
                 "data.shape"};
  }
  if (data.trainRows < 1 || data.trainRows > data.rows()) {
    return Error{"out_of_range", sentence({"expected 1..", rows, ", got ", data.trainRows}), "data.train_rows"};
  }
  if (!isRegression && (data.classes < 2 || (data.problem == Problem::binary && data.classes > 2))) {
    return Error{"out_of_range",
                 sentence({"expected ", data.problem == Problem::binary ? "2" : "at least 2", ", got ", data.classes}),
                 "data.classes"};
  }
  for (std::size_t i = 0; i < data.values.size(); ++i) {
    if (!std::isfinite(data.values[i]))
      return Error{"not_finite", "expected finite numbers", sentence({"data.values[", i, "]"})};
  }
  for (std::size_t i = 0; i < data.labels.size(); ++i) {
    const Scalar label = data.labels[i];
    const bool ok = isRegression ? std::isfinite(label)
                                 : label >= 0 && label < static_cast<Scalar>(data.classes) && label == std::floor(label);
    if (ok) continue;
    const std::string expected = isRegression ? "a finite number" : sentence({"a class number in 0..", data.classes - 1});
    return Error{"out_of_range", sentence({"expected ", expected}), sentence({"data.labels[", i, "]"})};
  }
  return std::nullopt;
}

}  // namespace relu
