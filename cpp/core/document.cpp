// Members of a document, and how values read in a sentence.
#include "core/document.hpp"

#include "core/text.hpp"

namespace relu {

Document::Document() = default;
Document::Document(bool value) : kind_(Kind::boolean), number_(value) {}
Document::Document(double value) : kind_(Kind::number), number_(value) {}
Document::Document(std::string_view value) : kind_(Kind::text), text_(value) {}
Document::Document(Kind kind) : kind_(kind) {}
Document::Document(const Document&) = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(const Document&) = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

bool Document::operator==(const Document& other) const {
  return kind_ == other.kind_ && number_ == other.number_ && text_ == other.text_ && items_ == other.items_ &&
         members_ == other.members_;
}

void Document::add(Document item) { items_.push_back(std::move(item)); }

void Document::append(std::string_view name, Document value) { members_.emplace_back(name, std::move(value)); }

Document& Document::setNumber(std::string_view name, double value) { return setDocument(name, value); }
Document& Document::setText(std::string_view name, std::string_view value) { return setDocument(name, value); }

Document& Document::setDocument(std::string_view name, Document value) {
  for (auto& member : members_) {
    if (member.first == name) return member.second = std::move(value);
  }
  return members_.emplace_back(name, std::move(value)).second;
}

const Document* Document::find(std::string_view name) const {
  for (const auto& member : members_) {
    if (member.first == name) return &member.second;
  }
  return nullptr;
}

std::string describe(const Document& value) {
  constexpr std::size_t kLongest = 40;
  switch (value.kind()) {
    case Document::Kind::null:
      return "null";
    case Document::Kind::boolean:
      return value.boolean() ? "true" : "false";
    case Document::Kind::number:
      return numberText(value.number());
    case Document::Kind::text:
      return sentence(
          {"\"", std::string_view(value.text()).substr(0, kLongest), value.text().size() > kLongest ? "…\"" : "\""});
    case Document::Kind::list:
      return "a list";
    case Document::Kind::excess:
      return sentence({"more than ", kMostValues, " values or ", kDeepest, " levels"});
    case Document::Kind::object:
      break;
  }
  return "an object";
}

}  // namespace relu
