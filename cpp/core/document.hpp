// A JSON-like value: what an experiment, a catalogue or a description is while it crosses the border. Text is parsed and
// written on the other side (JSON.parse there is the best-kept parser of all), so the module carries none.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/words.hpp"

namespace relu {

/// Null, boolean, number, text, list or object (members keep their order). `excess` stands for what was not read because it holds
/// or nests more than any experiment: no reader takes it.
class Document {
 public:
  enum class Kind { null, boolean, number, text, list, object, excess };
  using Members = std::vector<std::pair<std::string, Document>>;

  // Written out in one place: at their hundreds of uses they would be a tenth of the module.
  Document();
  Document(bool value);
  Document(double value);
  Document(int value) : Document(static_cast<double>(value)) {}
  Document(std::string_view value);
  Document(Words value) : Document(std::string_view(value)) {}
  Document(const char* value) : Document(std::string_view(value)) {}
  Document(const std::string& value) : Document(std::string_view(value)) {}
  Document(const Document&);
  Document(Document&&) noexcept;
  Document& operator=(const Document&);
  Document& operator=(Document&&) noexcept;
  ~Document();
  static Document list() { return Document(Kind::list); }
  static Document object() { return Document(Kind::object); }
  static Document excess() { return Document(Kind::excess); }

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  double number() const { return number_; }
  bool boolean() const { return number_ != 0; }
  const std::string& text() const { return text_; }
  const std::vector<Document>& items() const { return items_; }
  const Members& members() const { return members_; }

  void add(Document item);
  /// Appends a member whose name is not there yet.
  void append(std::string_view name, Document value);
  /// Replaces or appends a member. Numbers and texts have a way of their own, which spares hundreds of uses a temporary.
  template <class Value>
  Document& set(std::string_view name, Value&& value) {
    using Plain = std::remove_cvref_t<Value>;
    if constexpr (std::is_arithmetic_v<Plain> && !std::is_same_v<Plain, bool>) {
      return setNumber(name, static_cast<double>(value));
    } else if constexpr (std::is_convertible_v<Value, std::string_view>) {
      return setText(name, value);
    } else {
      return setDocument(name, std::forward<Value>(value));
    }
  }
  /// The member of that name, or null when there is none.
  const Document* find(std::string_view name) const;

  bool operator==(const Document& other) const;

 private:
  explicit Document(Kind kind);
  Document& setNumber(std::string_view name, double value);
  Document& setText(std::string_view name, std::string_view value);
  Document& setDocument(std::string_view name, Document value);
  Kind kind_ = Kind::null;
  double number_ = 0;
  std::string text_;
  std::vector<Document> items_;
  Members members_;
};

/// The most that is read of a document from outside: values, far more than any network takes, and levels, which bound how deep blocks nest.
constexpr int kMostValues = 1 << 18, kDeepest = 32;

/// How a value is named in an error sentence: -3, "relue", true, a list, an object, nothing.
[[gnu::cold]] std::string describe(const Document& value);

}  // namespace relu
