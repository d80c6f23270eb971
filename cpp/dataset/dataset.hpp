// What a row of the data-set table is, and the data that a network trains on.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/field.hpp"
#include "core/random.hpp"
#include "core/scalar.hpp"
#include "core/tensor.hpp"

namespace relu {

enum class Problem { binary, multiclass, regression };
inline constexpr std::string_view kProblems[] = {"binary", "multiclass", "regression"};

/// One generated two-dimensional data set. Points lie in the square [-6, 6]².
struct Generator {
  std::string_view name;  ///< Id: "spiral".
  Words title;
  Words formula;  ///< The law the points follow.
  Words summary;  ///< What it is good for, one sentence.
  Words source;
  Fields fields;     ///< Its own parameters (number of arms, of classes); sample count and noise are common to all.
  Problem problem;   ///< With the fields at their defaults; of a classification the number of classes decides.
  int classesField;  ///< Index into `fields` of the one that counts the classes, or -1 (then two).

  /// Point `i` of `count`: writes x, y and the label (class number, or the value for regression). `noise` is the standard
  /// deviation of a normal displacement of each coordinate, in data units; what leaves the square is reflected at its edge. The
  /// label is that of the place before it was displaced. Classes take turns, so that their sizes differ by one at most.
  void (*sample)(Index i, Index count, double noise, const double* parameters, Random& random, Scalar* x, Scalar* y,
                 Scalar* label);
};

std::span<const Generator> generators();

struct Slope {
  Scalar x, y;
};

/// A column of the network's input made from a point.
struct Feature {
  std::string_view name;   ///< Id: "x", "y", "x_squared", "y_squared", "x_times_y", "sin_x", "sin_y".
  std::string_view title;  ///< "x²".
  Scalar (*value)(Scalar x, Scalar y);
  Slope (*slope)(Scalar x, Scalar y);  ///< ∂value/∂x and ∂value/∂y.
};

std::span<const Feature> features();

/// What samples are, but for their numbers.
struct DatasetForm {
  Problem problem = Problem::binary;
  int classes = 2;  ///< 2 or more; for regression 0
  Index columns = 0;
  Shape shape;          ///< of a sample; its features are the columns, in the order that Shape says
  Index targets = 1;    ///< values a row has for regression; 1 for classes
  Index trainRows = 0;  ///< the first rows are for training, the rest for the test
};

/// Samples that are known before there are any.
struct DatasetPlan : DatasetForm {
  Index rows = 0;
};

/// Samples and what they are. Rows are samples: values[row · columns + column].
struct Dataset : DatasetForm {
  std::vector<Scalar> values;
  std::vector<Scalar> labels;  ///< class number; for regression labels[row · targets + target]
  /// 0 where `targets` is no number of targets.
  Index rows() const { return targets > 0 ? static_cast<Index>(labels.size()) / targets : 0; }
};

inline DatasetPlan planOf(const Dataset& data) { return {data, data.rows()}; }

/// Training rows among so many, for that share of test rows.
Index trainRowsOf(Index rows, double testShare);

/// What `generate` will give.
DatasetPlan plan(const Choice<Generator>& generator, Index samples, double testShare);

/// Generates, shuffles and splits. Sampling draws from Purpose::data, the order and so the split from Purpose::split.
///
/// The test part has round(samples · testShare) rows; both parts keep at least one row, so `samples` is at least 2.
Dataset generate(const Choice<Generator>& generator, Index samples, double noise, double testShare, std::uint32_t seed);

/// The same order and split for samples that are there already. The data has to be `check`ed.
void shuffleAndSplit(Dataset& data, double testShare, std::uint32_t seed);

}  // namespace relu
