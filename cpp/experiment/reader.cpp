// Checks single values against their fields.
#include "experiment/reader.hpp"

#include <algorithm>
#include <cmath>

namespace relu {
namespace {

std::vector<std::string_view> optionsOf(const Field& field) {
  std::vector<std::string_view> options;
  std::string_view rest = field.options;
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    options.push_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  return options;
}

}  // namespace

std::string join(const std::string& path, std::string_view name) { return sentence({path, path.empty() ? "" : ".", name}); }

void enumerate(std::string& list, std::string_view name) {
  if (!list.empty()) list += ", ";
  list += name;
}

std::string allowed(const Field& field) {
  const std::string range = sentence({field.min, "..", field.max});
  switch (field.kind) {
    case FieldKind::integer:
      return sentence({"a whole number in ", range});
    case FieldKind::number:
      return sentence({"a number in ", range});
    case FieldKind::pair:
      return sentence({"a whole number or a list of two, each in ", range});
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::choice:
      break;
  }
  std::string list;
  for (const std::string_view option : optionsOf(field)) enumerate(list, option);
  return sentence({"one of ", list});
}

void Reader::fail(std::string_view code, std::string_view path, std::initializer_list<Piece> message) {
  if (!error_) error_ = Error(code, sentence(message), path);
}

std::string listed(const Names& table) {
  std::string list;
  for (std::size_t row = 0; row < table.size(); ++row) enumerate(list, table[row]);
  return list;
}

std::size_t Reader::place(const Document& name, const std::string& path, const Names& table) {
  const bool isText = name.is(Document::Kind::text);
  const std::size_t found = isText ? table.find(name.text()) : table.size();
  if (found == table.size())
    fail(isText ? "unknown_name" : "wrong_type", path, {"expected one of ", listed(table), ", got ", describe(name)});
  return found;
}

void Reader::readFields(const Document& value, const std::string& path, Fields fields, std::vector<std::string_view> shared,
                        double* values, double* widths) {
  shared.push_back("name");
  for (const Field& field : fields) shared.push_back(field.name);
  onlyKnown(value, path, shared);
  this->values(value, path, fields, values, widths);
}

bool Reader::isObject(const Document& value, const std::string& path) {
  if (!error_ && !value.is(Document::Kind::object)) fail("wrong_type", path, {"expected an object, got ", describe(value)});
  return !error_;
}

bool Reader::isList(const Document& value, const std::string& path) {
  if (!error_ && !value.is(Document::Kind::list)) fail("wrong_type", path, {"expected a list, got ", describe(value)});
  return !error_;
}

void Reader::onlyKnown(const Document& object, const std::string& path, const std::vector<std::string_view>& known) {
  for (const auto& member : object.members()) {
    if (std::find(known.begin(), known.end(), member.first) != known.end()) continue;
    std::string list;
    for (const std::string_view name : known) enumerate(list, name);
    return fail("unknown_key", join(path, member.first), {"is not a setting; expected one of ", list});
  }
}

double Reader::value(const Document& object, const std::string& path, const Field& field) {
  const Document* given = object.find(field.name);
  if (!given || error_) return field.standard;
  const auto refuse = [&](const char* code) {
    fail(code, join(path, field.name), {"expected ", allowed(field), ", got ", describe(*given)});
    return field.standard;
  };
  switch (field.kind) {
    case FieldKind::boolean:
      return given->is(Document::Kind::boolean) ? given->number() : refuse("wrong_type");
    case FieldKind::choice: {
      const auto options = optionsOf(field);
      for (std::size_t i = 0; i < options.size(); ++i) {
        if (given->is(Document::Kind::text) && given->text() == options[i]) return static_cast<double>(i);
      }
      return refuse(given->is(Document::Kind::text) ? "unknown_name" : "wrong_type");
    }
    case FieldKind::pair:
    case FieldKind::integer:
    case FieldKind::number:
      break;
  }
  if (!given->is(Document::Kind::number)) return refuse("wrong_type");
  const double number = given->number();
  if (!(number >= field.min && number <= field.max)) return refuse("out_of_range");
  if (field.kind == FieldKind::integer && number != std::floor(number)) return refuse("wrong_type");
  return number;
}

double Reader::half(const Document& value, const std::string& path, const Field& field) {
  if (error_) return field.standard;
  const bool fits = value.is(Document::Kind::number) && value.number() >= field.min && value.number() <= field.max &&
                    value.number() == std::floor(value.number());
  if (fits) return value.number();
  const bool isNumber = value.is(Document::Kind::number) && value.number() == std::floor(value.number());
  fail(isNumber ? "out_of_range" : "wrong_type", path, {"expected ", allowed(field), ", got ", describe(value)});
  return field.standard;
}

void Reader::values(const Document& object, const std::string& path, Fields fields, double* values, double* widths) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    const Document* given = object.find(field.name);
    if (field.kind != FieldKind::pair || !given) {
      values[i] = value(object, path, field);
      if (widths) widths[i] = values[i];
      continue;
    }
    const std::string place = join(path, field.name);
    if (given->is(Document::Kind::list) && given->items().size() == 2) {
      values[i] = half(given->items()[0], sentence({place, "[0]"}), field);
      widths[i] = half(given->items()[1], sentence({place, "[1]"}), field);
    } else {
      values[i] = widths[i] = half(*given, place, field);
    }
  }
}

}  // namespace relu
