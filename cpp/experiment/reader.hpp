// Reads values out of a document against the tables of fields and rows, and says precisely what is wrong with the first bad
// one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/document.hpp"
#include "core/error.hpp"
#include "core/field.hpp"
#include "core/text.hpp"

namespace relu {

/// "a.b" or, at the root, "b".
std::string join(const std::string& path, std::string_view name);

/// The range or the list of names that a field allows: "a whole number in 1..1024".
[[gnu::cold]] std::string allowed(const Field& field);

/// Reads with defaults. After the first error nothing more is read, and `error()` tells it.
class Reader {
 public:
  const std::optional<Error>& error() const { return error_; }
  [[gnu::cold]] void fail(std::string_view code, std::string_view path, std::initializer_list<Piece> message);

  /// A required kind; null passes as "not given" where `value` is a null pointer.
  bool isObject(const Document& value, const std::string& path);
  bool isList(const Document& value, const std::string& path);
  /// Refuses the first member that is not `known`.
  void onlyKnown(const Document& object, const std::string& path, const std::vector<std::string_view>& known);
  /// The member's value if given and right, the field's default otherwise. Booleans are 0 or 1, choices the option's index.
  double value(const Document& object, const std::string& path, const Field& field);
  /// All fields of a table, into `values`; the widths of pairs into `widths`.
  void values(const Document& object, const std::string& path, Fields fields, double* values, double* widths = nullptr);

  /// A row by name, or by an object with a `name` and the row's own fields. In an object that others read too, `shared` are
  /// their members, and `standard` is the row where no name is given.
  template <class Row>
  Choice<Row> choice(const Document& value, const std::string& path, std::span<const Row> table,
                     std::vector<std::string_view> shared = {}, const Row* standard = nullptr);
  /// A row by its bare name; null after an error.
  template <class Row>
  const Row* row(const Document& name, const std::string& path, std::span<const Row> table);

 private:
  /// The place among a table's names; its size after an error.
  std::size_t place(const Document& name, const std::string& path, const Names& table);
  /// What `choice` reads of a row that is found.
  void readFields(const Document& value, const std::string& path, Fields fields, std::vector<std::string_view> shared,
                  double* values, double* widths);
  /// One whole number of a pair.
  double half(const Document& value, const std::string& path, const Field& field);
  std::optional<Error> error_;
};

/// Adds a name to an enumeration: "linear, relu, leaky_relu".
void enumerate(std::string& list, std::string_view name);

/// Names of a table's rows for a sentence.
std::string listed(const Names& table);
template <class Row>
std::string names(std::span<const Row> table) {
  return listed(Names(table));
}

template <class Row>
const Row* Reader::row(const Document& name, const std::string& path, std::span<const Row> table) {
  const std::size_t found = place(name, path, Names(table));
  return found < table.size() ? &table[found] : nullptr;
}

template <class Row>
Choice<Row> Reader::choice(const Document& value, const std::string& path, std::span<const Row> table,
                           std::vector<std::string_view> shared, const Row* standard) {
  if (error_) return {};
  const bool isObject = value.is(Document::Kind::object);
  const Document* name = isObject ? value.find("name") : &value;
  const Row* found = name || !standard ? row(name ? *name : Document(), isObject ? join(path, "name") : path, table) : standard;
  if (!found) return {};
  Choice<Row> result(*found);
  if (isObject) readFields(value, path, found->fields, std::move(shared), result.values, result.widths);
  return result;
}

}  // namespace relu
