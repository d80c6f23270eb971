// A JSON-like value: what an experiment, a catalogue or a description is while it crosses the border. Text is parsed and
// written on the other side (JSON.parse there is the best-kept parser of all), so the module carries none.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace relu {

/// Null, boolean, number, text, list or object (members keep their order).
class Document {
 public:
  enum class Kind { null, boolean, number, text, list, object };
  using Members = std::vector<std::pair<std::string, Document>>;

  Document() = default;
  Document(bool value) : kind_(Kind::boolean), number_(value) {}
  Document(double value) : kind_(Kind::number), number_(value) {}
  Document(int value) : kind_(Kind::number), number_(value) {}
  Document(std::string_view value) : kind_(Kind::text), text_(value) {}
  Document(const char* value) : Document(std::string_view(value)) {}
  Document(const std::string& value) : Document(std::string_view(value)) {}
  static Document list() { return Document(Kind::list); }
  static Document object() { return Document(Kind::object); }

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  double number() const { return number_; }
  bool boolean() const { return number_ != 0; }
  const std::string& text() const { return text_; }
  const std::vector<Document>& items() const { return items_; }
  const Members& members() const { return members_; }

  void add(Document item) { items_.push_back(std::move(item)); }
  /// Replaces or appends a member.
  Document& set(std::string_view name, Document value);
  /// The member of that name, or null when there is none.
  const Document* find(std::string_view name) const;

  bool operator==(const Document& other) const = default;

 private:
  explicit Document(Kind kind) : kind_(kind) {}
  Kind kind_ = Kind::null;
  double number_ = 0;
  std::string text_;
  std::vector<Document> items_;
  Members members_;
};

/// Decimal text of up to ten digits; whole numbers have no point. For error sentences.
std::string numberText(double value);
/// How a value is named in an error sentence: -3, "relue", true, a list, an object, nothing.
std::string describe(const Document& value);

}  // namespace relu
