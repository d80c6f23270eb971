// One setting of the experiment as data: its type, range and default. Every menu, form, error text, schema and help line is
// made from these. Knows nothing of what the setting is for.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include "core/words.hpp"

namespace relu {

enum class FieldKind {
  integer,  ///< whole number in [min, max]
  number,   ///< finite number in [min, max]
  boolean,  ///< true or false, default 1 or 0
  choice,   ///< one of `options`, which are separated by '|'; the default is an index into them
  pair,     ///< a height and a width, each a whole number in [min, max]; one number stands for both
};

/// A named setting.
struct Field {
  std::string_view name;  ///< snake_case id in JSON, URLs, attributes and errors; never changes.
  Words title;            ///< Label, sentence case.
  Words help;             ///< One sentence in plain words.
  FieldKind kind = FieldKind::number;
  double min = 0, max = 0;
  double standard = 0;            ///< The default.
  bool logarithmic = false;       ///< A slider moves it by factors.
  std::string_view options = {};  ///< For `choice`.
  double sliderMin = 0,
         sliderMax = 0;  ///< A slider's range where it is narrower than what is accepted; an end that is 0 means min, max.
};

using Fields = std::span<const Field>;

constexpr int kMostFields = 8;  ///< of one row

/// A row of a table together with the values of its fields, in the row's order.
template <class Row>
struct Choice {
  const Row* row = nullptr;
  double values[kMostFields] = {};
  double widths[kMostFields] = {};  ///< Of pairs, whose heights are in `values`.

  Choice() = default;
  explicit Choice(const Row& chosen) : row(&chosen) {
    for (std::size_t i = 0; i < chosen.fields.size(); ++i) values[i] = widths[i] = chosen.fields[i].standard;
  }
};

/// The names of a table's rows, whatever else they hold: a row begins with its name. What only asks for names is compiled once
/// for all tables.
class Names {
 public:
  template <class Row>
  explicit Names(std::span<const Row> table)
      : first_(reinterpret_cast<const std::byte*>(table.data())), rowSize_(sizeof(Row)), size_(table.size()) {
    static_assert(std::is_standard_layout_v<Row> && std::is_same_v<decltype(Row::name), std::string_view>);
    static_assert(offsetof(Row, name) == 0);
  }
  std::size_t size() const { return size_; }
  std::string_view operator[](std::size_t row) const {
    return *reinterpret_cast<const std::string_view*>(first_ + row * rowSize_);
  }
  /// The row of that name, or size().
  std::size_t find(std::string_view name) const;

 private:
  const std::byte* first_;
  std::size_t rowSize_, size_;
};

/// The row of that name, or null.
template <class Row>
const Row* find(std::span<const Row> table, std::string_view name) {
  const std::size_t row = Names(table).find(name);
  return row < table.size() ? &table[row] : nullptr;
}

}  // namespace relu
