// Walks down the experiment, byte by byte, and changes what it arrives at.
#include "experiment_edits.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <set>
#include <string>

#include "catalog/catalog.hpp"

namespace relu::fuzz {
namespace {

constexpr double kNumbers[] = {0,
                               -0.0,
                               1,
                               -1,
                               2,
                               3,
                               0.5,
                               1e-3,
                               -1e-3,
                               1e-45,
                               1e38,
                               1e300,
                               -1e300,
                               4,
                               8,
                               16,
                               17,
                               64,
                               1024,
                               1025,
                               4294967295.0,
                               4294967296.0,
                               9007199254740993.0,
                               std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::quiet_NaN()};

/// Every name and option of the tables, and some words that are none.
const std::vector<std::string>& words() {
  static const std::vector<std::string> kWords = [] {
    std::set<std::string> found{
        "",        "auto",     "type",    "layers",     "name",        "v",      "seed",     "data",
        "network", "training", "odd key", "activation", "initializer", "output", "features", std::string(300, 'a'),
        "\xff\xfe"};
    const auto collect = [&](const auto& self, const Document& value) -> void {
      for (const Document& item : value.items()) {
        if (item.is(Document::Kind::text)) found.insert(item.text());
        self(self, item);
      }
      for (const auto& [name, member] : value.members()) {
        if (name == "name") found.insert(member.text());
        self(self, member);
      }
    };
    collect(collect, catalog());
    return std::vector<std::string>(found.begin(), found.end());
  }();
  return kWords;
}

const std::string& word(ByteReader& bytes) { return words()[bytes.below(words().size())]; }

double number(ByteReader& bytes) {
  const std::size_t kind = bytes.below(4);
  if (kind == 0) return static_cast<double>(bytes.byte());
  if (kind == 1) return static_cast<double>(bytes.byte()) / 256;
  if (kind == 2) return kNumbers[bytes.below(std::size(kNumbers))];
  std::uint8_t raw[sizeof(double)];
  for (std::uint8_t& byte : raw) byte = bytes.byte();
  double value;
  std::memcpy(&value, raw, sizeof value);
  return value;
}

/// A new value, of any kind.
Document fresh(ByteReader& bytes, int depth) {
  switch (bytes.below(depth > 0 ? 8 : 5)) {
    case 0:
      return word(bytes);
    case 1:
      return number(bytes);
    case 2:
      return true;
    case 3:
      return false;
    case 4:
      return {};
    case 5: {
      Document named = Document::object();
      named.set(bytes.below(2) ? "name" : "type", word(bytes));
      return named;
    }
    case 6: {
      Document list = Document::list();
      for (std::size_t count = bytes.below(4); count > 0; --count) list.add(fresh(bytes, depth - 1));
      return list;
    }
    default: {
      Document object = Document::object();
      for (std::size_t count = bytes.below(4); count > 0; --count) {
        const std::string& name = word(bytes);
        object.set(name, fresh(bytes, depth - 1));
      }
      return object;
    }
  }
}

enum Edit : std::size_t { kDescend, kRemove, kAdd, kReplace, kEdits };

/// The value with one edit somewhere in it.
Document edited(const Document& value, ByteReader& bytes) {
  const bool isList = value.is(Document::Kind::list), isObject = value.is(Document::Kind::object);
  const std::size_t size = isList ? value.items().size() : value.members().size();
  const std::size_t edit =
      isList || isObject ? bytes.below(2 * kEdits) : std::size_t{kReplace};  // descends more often than not
  if (edit == kReplace) return fresh(bytes, 3);
  const std::size_t place = bytes.below(size);
  if (isList) {
    Document list = Document::list();
    for (std::size_t i = 0; i < size; ++i) {
      if (edit == kRemove && i == place) continue;
      list.add(edit != kRemove && edit != kAdd && i == place ? edited(value.items()[i], bytes) : value.items()[i]);
    }
    if (edit == kAdd) list.add(size > 0 && bytes.below(2) ? value.items()[place] : fresh(bytes, 3));
    return list;
  }
  Document object = Document::object();
  for (std::size_t i = 0; i < size; ++i) {
    const auto& [name, member] = value.members()[i];
    if (edit == kRemove && i == place) continue;
    object.set(name, edit != kRemove && edit != kAdd && i == place ? edited(member, bytes) : member);
  }
  if (edit == kAdd) {
    const std::string& name = word(bytes);
    object.set(name, fresh(bytes, 3));
  }
  return object;
}

/// The default experiment in full, with few samples.
const Document& start() {
  static const Document kStart = [] {
    Document json = *catalog().find("default");
    Document data = *json.find("data");
    data.set("samples", 30);
    json.set("data", data);
    return json;
  }();
  return kStart;
}

}  // namespace

Document experimentFrom(ByteReader& bytes, std::size_t mostEdits) {
  Document json = start();
  for (std::size_t edits = bytes.below(mostEdits + 1); edits > 0; --edits) json = edited(json, bytes);
  return json;
}

bool isSmall(const Document& fullExperiment) {
  constexpr double kLargest = 16;
  constexpr int kMostValues = 200;
  int values = 0;
  bool small = true;
  const auto look = [&](const auto& self, const Document& value) -> void {
    small = small && ++values < kMostValues && !(std::abs(value.number()) > kLargest);
    for (const Document& item : value.items()) self(self, item);
    for (const auto& member : value.members()) self(self, member.second);
  };
  look(look, *fullExperiment.find("network"));
  constexpr double kMostSamples = 64;
  const Document* samples = fullExperiment.find("data")->find("samples");  // a stored set has none: its size is the file's
  return small && (!samples || samples->number() <= kMostSamples);
}

}  // namespace relu::fuzz
