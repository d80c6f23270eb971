// Members of a document, and how values read in a sentence.
#include "core/document.hpp"

#include <cmath>
#include <cstdio>

namespace relu {

Document& Document::set(std::string_view name, Document value) {
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

std::string numberText(double value) {
  char text[40];
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

std::string describe(const Document& value) {
  switch (value.kind()) {
    case Document::Kind::null:
      return "null";
    case Document::Kind::boolean:
      return value.boolean() ? "true" : "false";
    case Document::Kind::number:
      return numberText(value.number());
    case Document::Kind::text:
      return '"' + (value.text().size() > 40 ? value.text().substr(0, 40) + "…" : value.text()) + '"';
    case Document::Kind::list:
      return "a list";
    case Document::Kind::object:
      break;
  }
  return "an object";
}

}  // namespace relu
