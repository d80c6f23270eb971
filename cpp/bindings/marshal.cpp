// Conversions, member by member.
#include "bindings/marshal.hpp"

#include <string>

namespace relu {

using emscripten::val;

namespace {

/// A length without which there would be room for so many values, or −1.
int lengthWithin(const val& list, int& room) {
  const double length = member(list, "length").as<double>();
  if (length > room) return -1;
  room -= static_cast<int>(length);
  return static_cast<int>(length);
}

Document read(const val& value, int depth, int& room) {
  if (value.isNull() || value.isUndefined()) return {};
  if (value.isTrue()) return true;
  if (value.isFalse()) return false;
  if (value.isNumber()) return value.as<double>();
  if (value.isString()) return value.as<std::string>();
  if (depth > kDeepest) return Document::excess();
  if (value.isArray()) {
    Document list = Document::list();
    const int length = lengthWithin(value, room);
    for (int i = 0; i < length; ++i) list.add(read(value[i], depth + 1, room));
    return length < 0 ? Document::excess() : list;
  }
  if (value.typeOf().as<std::string>() != "object") return {};
  Document object = Document::object();
  const val keys = val::global("Object").call<val>("keys", value);
  const int count = lengthWithin(keys, room);
  for (int i = 0; i < count; ++i) {
    const val key = keys[i], member = value[key];
    if (!member.isUndefined()) object.append(key.as<std::string>(), read(member, depth + 1, room));
  }
  return count < 0 ? Document::excess() : object;
}

}  // namespace

Document toDocument(const val& value) {
  int room = kMostValues;
  return read(value, 0, room);
}

val toVal(const Document& document) {
  switch (document.kind()) {
    case Document::Kind::null:
      return val::null();
    case Document::Kind::boolean:
      return val(document.boolean());
    case Document::Kind::number:
      return val(document.number());
    case Document::Kind::text:
      return val(document.text());
    case Document::Kind::list: {
      val list = val::array();
      unsigned index = 0;
      for (const Document& item : document.items()) list.set(index++, toVal(item));
      return list;
    }
    case Document::Kind::excess:
      return val::null();
    case Document::Kind::object:
      break;
  }
  val object = val::object();
  for (const auto& member : document.members()) object.set(member.first, toVal(member.second));
  return object;
}

std::vector<Scalar> toScalars(const val& array) { return emscripten::convertJSArrayToNumberVector<Scalar>(array); }
std::vector<std::uint32_t> toIndices(const val& array) {
  return emscripten::convertJSArrayToNumberVector<std::uint32_t>(array);
}

void put(val& object, const char* name, const val& value) { object.set(name, value); }
void put(val& object, const char* name, double value) { put(object, name, val(value)); }
val member(const val& object, const char* name) { return object[name]; }
int whole(const val& object, const char* name) { return member(object, name).as<int>(); }

/// A copy of what is seen: in JavaScript's own memory.
static val copied(const val& seen) { return seen.call<val>("slice"); }

val copied(const Scalar* data, Index count) { return copied(view(data, count)); }
val copied(const std::uint32_t* data, Index count) { return copied(view(data, count)); }
val copied(const std::vector<Scalar>& numbers) { return copied(numbers.data(), static_cast<Index>(numbers.size())); }
val copied(const std::vector<double>& numbers) {
  return copied(val(emscripten::typed_memory_view(numbers.size(), numbers.data())));
}

val view(const Scalar* data, Index count) { return val(emscripten::typed_memory_view(static_cast<std::size_t>(count), data)); }
val view(const std::uint32_t* data, Index count) {
  return val(emscripten::typed_memory_view(static_cast<std::size_t>(count), data));
}

}  // namespace relu
