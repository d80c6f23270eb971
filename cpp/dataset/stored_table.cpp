// The rows, and the one reader of their files.
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "dataset/stored.hpp"

#include "core/text.hpp"

namespace relu {
namespace {

constexpr Words kFromScikit =
    "BSD-3-Clause as packaged with scikit-learn; the UCI Machine Learning Repository's own terms (CC BY 4.0) ask for the "
    "credit";

constexpr std::array kStoredSets{
    StoredSet{.name = "iris",
              .title = "Iris",
              .summary = "Three kinds of iris by four lengths of their flowers: small, and nearly linear.",
              .source = "R. A. Fisher 1936, UCI Machine Learning Repository",
              .licence = kFromScikit,
              .classes = "setosa|versicolor|virginica",
              .columns = "sepal length (cm)|sepal width (cm)|petal length (cm)|petal width (cm)",
              .rows = 150,
              .shape = {.channels = 4},
              .encoding = Encoding::float32,
              .scale = 1,
              .testRows = 0},
    StoredSet{.name = "wine",
              .title = "Wine",
              .summary = "Three growers by thirteen measurements of their wines, on very different scales.",
              .source = "S. Aeberhard, M. Forina 1991, UCI Machine Learning Repository",
              .licence = kFromScikit,
              .classes = "class_0|class_1|class_2",
              .columns = "alcohol|malic_acid|ash|alcalinity_of_ash|magnesium|total_phenols|flavanoids|nonflavanoid_phenols|"
                         "proanthocyanins|color_intensity|hue|od280/od315_of_diluted_wines|proline",
              .rows = 178,
              .shape = {.channels = 13},
              .encoding = Encoding::float32,
              .scale = 1,
              .testRows = 0},
    StoredSet{.name = "breast_cancer",
              .title = "Breast cancer Wisconsin",
              .summary = "Benign or malignant, by thirty measurements of cell nuclei: two classes of unequal size.",
              .source = "W. Wolberg, O. Mangasarian, N. Street, W. Street 1995, UCI Machine Learning Repository",
              .licence = kFromScikit,
              .classes = "malignant|benign",
              .columns = "mean radius|mean texture|mean perimeter|mean area|mean smoothness|mean compactness|mean concavity|"
                         "mean concave points|mean symmetry|mean fractal dimension|radius error|texture error|perimeter error|"
                         "area error|smoothness error|compactness error|concavity error|concave points error|symmetry error|"
                         "fractal dimension error|worst radius|worst texture|worst perimeter|worst area|worst smoothness|"
                         "worst compactness|worst concavity|worst concave points|worst symmetry|worst fractal dimension",
              .rows = 569,
              .shape = {.channels = 30},
              .encoding = Encoding::float32,
              .scale = 1,
              .testRows = 0},
    StoredSet{.name = "digits_8x8",
              .title = "Digits 8 × 8",
              .summary = "Handwritten digits on eight by eight pixels: the smallest task for a convolution.",
              .source = "E. Alpaydin, C. Kaynak 1998, UCI Machine Learning Repository",
              .licence = kFromScikit,
              .classes = "0|1|2|3|4|5|6|7|8|9",
              .columns = "",
              .rows = 1797,
              .shape = {.channels = 1, .height = 8, .width = 8},
              .encoding = Encoding::byte,
              .scale = 0.0625,
              .testRows = 0},
    StoredSet{.name = "fashion_14x14",
              .title = "Fashion 14 × 14",
              .summary = "Ten kinds of clothing, Fashion-MNIST's first pictures averaged to fourteen by fourteen pixels.",
              .source = "Copyright 2017 Zalando SE",
              .licence = "MIT",
              .classes = "T-shirt/top|Trouser|Pullover|Dress|Coat|Sandal|Shirt|Sneaker|Bag|Ankle boot",
              .columns = "",
              .rows = 2500,
              .shape = {.channels = 1, .height = 14, .width = 14},
              .encoding = Encoding::byte,
              .scale = 1.0 / 255,
              .testRows = 500},
};

bool isTest(const StoredSet& set, Index row) { return set.testRows > 0 ? row >= set.rows - set.testRows : row % 5 == 4; }

}  // namespace

std::span<const StoredSet> storedSets() { return kStoredSets; }

DatasetPlan plan(const StoredSet& set) {
  DatasetPlan plan;
  plan.classes = static_cast<int>(std::count(set.classes.begin(), set.classes.end(), '|') + 1);
  plan.problem = plan.classes > 2 ? Problem::multiclass : Problem::binary;
  plan.columns = set.shape.features();
  plan.shape = set.shape;
  plan.rows = set.rows;
  for (Index row = 0; row < set.rows; ++row) plan.trainRows += isTest(set, row) ? 0 : 1;
  return plan;
}

Result<Dataset> readStored(const StoredSet& set, std::span<const std::uint8_t> bytes) {
  const Index columns = set.shape.features();
  const Index width = set.encoding == Encoding::byte ? 1 : 4;
  const auto expected = static_cast<std::size_t>(set.rows * (columns * width + 1));
  if (bytes.size() != expected) {
    return Error{"bad_file", sentence({"expected ", expected, " bytes, got ", bytes.size()}), "data.name"};
  }
  Dataset data{plan(set), {}, {}};
  const std::uint8_t* classes = bytes.data() + set.rows * columns * width;
  const auto append = [&](Index row) {
    const std::uint8_t* from = bytes.data() + row * columns * width;
    for (Index column = 0; column < columns; ++column) {
      float number;  // little-endian in the file, and on every host that runs this
      if (set.encoding == Encoding::byte)
        number = static_cast<float>(from[column] * set.scale);
      else
        std::memcpy(&number, from + column * width, sizeof number);
      data.values.push_back(number);
    }
    data.labels.push_back(classes[row]);
  };
  for (const bool test : {false, true}) {
    for (Index row = 0; row < set.rows; ++row) {
      if (isTest(set, row) == test) append(row);
    }
  }
  return data;
}

}  // namespace relu
