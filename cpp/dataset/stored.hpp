// Real data sets that come as files beside the engine: what is in them, whose they are, and how their bytes are read. Knows
// nothing of where the files lie.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/error.hpp"
#include "dataset/dataset.hpp"

namespace relu {

enum class Encoding { byte, float32 };

/// One file: all features row after row, then one byte a row for the class.
struct StoredSet {
  std::string_view name;  ///< Id: "digits_8x8"; its file is named with hyphens.
  Words title;
  Words summary;  ///< What it is good for, one sentence.
  Words source;   ///< Whom to credit.
  Words licence;
  std::string_view classes;  ///< Names, separated by '|'.
  Words columns;             ///< Names, separated by '|'; empty for pictures.
  Index rows;
  Shape shape;
  Encoding encoding;
  double scale;    ///< What a byte is multiplied by.
  Index testRows;  ///< 0: every fifth row (index % 5 = 4) is for the test; else the last so many.
};

std::span<const StoredSet> storedSets();

/// What `readStored` will give.
DatasetPlan plan(const StoredSet& set);

/// The set's rows, training rows first, in the order of the file otherwise.
///
/// Errors    bad_file when the number of bytes is not the set's.
Result<Dataset> readStored(const StoredSet& set, std::span<const std::uint8_t> bytes);

}  // namespace relu
