// Single values against single fields, one of each kind: what is taken, and what is said about everything else.
#include "experiment/reader.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using relu::Document;
using relu::Field;
using relu::FieldKind;
using relu::Reader;

namespace {

constexpr Field kWhole{.name = "whole", .title = "", .help = "", .kind = FieldKind::integer, .min = 1, .max = 9, .standard = 3};
constexpr Field kNumber{.name = "number", .title = "", .help = "", .min = -1, .max = 0.5, .standard = 0.25};
constexpr Field kSwitch{.name = "switch", .title = "", .help = "", .kind = FieldKind::boolean, .max = 1, .standard = 1};
constexpr Field kColour{
    .name = "colour", .title = "", .help = "", .kind = FieldKind::choice, .standard = 1, .options = "red|green|blue"};
constexpr Field kPair{.name = "pair", .title = "", .help = "", .kind = FieldKind::pair, .min = 1, .max = 7, .standard = 2};
constexpr Field kFields[] = {kWhole, kNumber, kSwitch, kColour, kPair};
constexpr int kCount = std::size(kFields);

Document list(std::initializer_list<Document> items) {
  Document json = Document::list();
  for (const Document& item : items) json.add(item);
  return json;
}

struct Values {
  double heights[kCount], widths[kCount];
  std::optional<relu::Error> error;
};

/// The fields of an object with that one member.
Values read(const char* name, const Document& value) {
  Document json = Document::object();
  json.set(name, value);
  Reader reader;
  Values values;
  reader.values(json, "place", kFields, values.heights, values.widths);
  values.error = reader.error();
  return values;
}

}  // namespace

TEST_CASE("what is not given has its default, in both numbers of a pair") {
  const Values values = read("another", 1);
  CHECK_FALSE(values.error);
  for (int i = 0; i < kCount; ++i) {
    CHECK(values.heights[i] == kFields[i].standard);
    CHECK(values.widths[i] == kFields[i].standard);
  }
}

TEST_CASE("what is given is taken: the ends of a range, every option, one number or two for a pair") {
  struct Case {
    const char* name;
    Document given;
    int field;
    double height, width;
  };
  const std::vector<Case> cases = {
      {"whole", 1, 0, 1, 1},       {"whole", 9.0, 0, 9, 9},   {"number", -1, 1, -1, -1},       {"number", 0.5, 1, 0.5, 0.5},
      {"switch", false, 2, 0, 0},  {"switch", true, 2, 1, 1}, {"colour", "red", 3, 0, 0},      {"colour", "green", 3, 1, 1},
      {"colour", "blue", 3, 2, 2}, {"pair", 7, 4, 7, 7},      {"pair", list({1, 7}), 4, 1, 7}, {"pair", list({3, 2}), 4, 3, 2},
  };
  for (const Case& good : cases) {
    const Values values = read(good.name, good.given);
    CAPTURE(good.name);
    CHECK_FALSE(values.error);
    for (int i = 0; i < kCount; ++i) {
      CHECK(values.heights[i] == (i == good.field ? good.height : kFields[i].standard));
      CHECK(values.widths[i] == (i == good.field ? good.width : kFields[i].standard));
    }
  }
}

TEST_CASE("what does not fit is refused with its place, what is allowed there and what was given") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const char *const whole = "expected a whole number in 1..9, got ", *const number = "expected a number in -1..0.5, got ",
                    *const truth = "expected true or false, got ", *const colour = "expected one of red, green, blue, got ",
                    *const pair = "expected a whole number or a list of two, each in 1..7, got ";
  const struct {
    const char* name;
    Document given;
    const char *code, *path, *expected, *got;
  } cases[] = {
      {"whole", 0, "out_of_range", "place.whole", whole, "0"},
      {"whole", 10, "out_of_range", "place.whole", whole, "10"},
      {"whole", 2.5, "wrong_type", "place.whole", whole, "2.5"},
      {"whole", "3", "wrong_type", "place.whole", whole, "\"3\""},
      {"whole", true, "wrong_type", "place.whole", whole, "true"},
      {"number", 0.51, "out_of_range", "place.number", number, "0.51"},
      {"number", nan, "out_of_range", "place.number", number, "NaN"},
      {"number", Document(), "wrong_type", "place.number", number, "null"},
      {"switch", 1, "wrong_type", "place.switch", truth, "1"},
      {"switch", "true", "wrong_type", "place.switch", truth, "\"true\""},
      {"colour", "yellow", "unknown_name", "place.colour", colour, "\"yellow\""},
      {"colour", "", "unknown_name", "place.colour", colour, "\"\""},
      {"colour", 1, "wrong_type", "place.colour", colour, "1"},
      {"colour", Document::object(), "wrong_type", "place.colour", colour, "an object"},
      {"pair", 8, "out_of_range", "place.pair", pair, "8"},
      {"pair", 0, "out_of_range", "place.pair", pair, "0"},
      {"pair", 1.5, "wrong_type", "place.pair", pair, "1.5"},
      {"pair", "2", "wrong_type", "place.pair", pair, "\"2\""},
      {"pair", nan, "wrong_type", "place.pair", pair, "NaN"},
      {"pair", list({}), "wrong_type", "place.pair", pair, "a list"},
      {"pair", list({1, 2, 3}), "wrong_type", "place.pair", pair, "a list"},
      {"pair", list({0, 2}), "out_of_range", "place.pair[0]", pair, "0"},
      {"pair", list({2, 8}), "out_of_range", "place.pair[1]", pair, "8"},
      {"pair", list({2, "x"}), "wrong_type", "place.pair[1]", pair, "\"x\""},
      {"pair", list({0.5, 9}), "wrong_type", "place.pair[0]", pair, "0.5"},  // the first of two is told
      {"pair", list({list({1}), 2}), "wrong_type", "place.pair[0]", pair, "a list"},
  };
  for (const auto& bad : cases) {
    const Values values = read(bad.name, bad.given);
    CAPTURE(bad.path);
    CAPTURE(bad.got);
    REQUIRE(values.error);
    CHECK(values.error->code == bad.code);
    CHECK(values.error->path == bad.path);
    CHECK(values.error->message == std::string(bad.expected) + bad.got);
    for (int i = 0; i < kCount; ++i) CHECK(values.heights[i] >= kFields[i].min);  // nothing that was refused is handed on
  }
}

TEST_CASE("after the first error nothing more is read, and the first is the one that is told") {
  Reader reader;
  Document json = Document::object();
  json.set("whole", 5);
  json.set("pair", list({3, 4}));
  CHECK(reader.value(json, "", kWhole) == 5);
  reader.fail("first", "here", {"is wrong"});
  reader.fail("second", "there", {"is wrong too"});
  CHECK(reader.value(json, "", kWhole) == kWhole.standard);
  double height = 0, width = 0;
  reader.values(json, "", {&kPair, 1}, &height, &width);
  CHECK(height == kPair.standard);
  CHECK(width == kPair.standard);
  CHECK_FALSE(reader.isObject(json, ""));
  CHECK_FALSE(reader.isList(list({}), ""));
  REQUIRE(reader.error());
  CHECK(reader.error()->code == "first");
  CHECK(reader.error()->path == "here");
}

TEST_CASE("kinds and members of containers") {
  Reader reader;
  CHECK(reader.isObject(Document::object(), "a"));
  CHECK(reader.isList(Document::list(), "b"));
  Document json = Document::object();
  json.set("one", 1);
  reader.onlyKnown(json, "a", {"one", "two"});
  CHECK_FALSE(reader.error());
  json.set("three", 3);
  reader.onlyKnown(json, "a", {"one", "two"});
  REQUIRE(reader.error());
  CHECK(reader.error()->code == "unknown_key");
  CHECK(reader.error()->path == "a.three");
  CHECK(reader.error()->message == "is not a setting; expected one of one, two");
}
