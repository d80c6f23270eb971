// Documents: members, kinds, and how values read in a sentence.
#include "core/document.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "core/text.hpp"

using relu::Document;

TEST_CASE("a document keeps its members in order and replaces them by name") {
  Document json = Document::object();
  json.set("b", 1);
  json.set("a", "text");
  json.set("b", true);
  REQUIRE(json.members().size() == 2);
  CHECK(json.members()[0].first == "b");
  CHECK(json.find("b")->is(Document::Kind::boolean));
  CHECK(json.find("a")->text() == "text");
  CHECK(json.find("c") == nullptr);
}

TEST_CASE("documents are equal by content") {
  Document one = Document::list(), other = Document::list();
  one.add(1);
  other.add(1);
  CHECK(one == other);
  other.add(Document());
  CHECK(one != other);
  CHECK(Document(1) != Document(true));
}

TEST_CASE("values read well in a sentence") {
  CHECK(relu::numberText(-3) == "-3");
  CHECK(relu::numberText(0.1) == "0.1");
  CHECK(relu::numberText(4294967295.0) == "4294967295");
  CHECK(relu::numberText(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(relu::numberText(-std::numeric_limits<double>::infinity()) == "-Infinity");
  CHECK(relu::numberText(std::numeric_limits<double>::infinity()) == "Infinity");
  CHECK(relu::describe(Document("relue")) == "\"relue\"");
  CHECK(relu::describe(Document(std::string(60, 'x'))).size() < 60);
  CHECK(relu::describe(Document::list()) == "a list");
  CHECK(relu::describe(Document::object()) == "an object");
  CHECK(relu::describe(Document()) == "null");
  CHECK(relu::describe(Document(true)) == "true");
  CHECK(relu::describe(Document(false)) == "false");
  CHECK(relu::describe(Document::excess()) == "more than 262144 values or 32 levels");
}

TEST_CASE("numbers read as printf would write them, but for a leading zero of the exponent") {
  CHECK(relu::numberText(0) == "0");
  CHECK(relu::numberText(1e-7) == "1e-7");
  CHECK(relu::numberText(0.0001) == "0.0001");
  CHECK(relu::numberText(1e10) == "1e+10");
  CHECK(relu::numberText(-9999999999.9) == "-1e+10");
  CHECK(relu::numberText(9007199254740991.0) == "9.007199255e+15");
  CHECK(relu::numberText(5e-324) == "4.940656458e-324");
  CHECK(relu::numberText(1.7976931348623157e308) == "1.797693135e+308");
  std::uint64_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const double value = std::ldexp(static_cast<double>(state >> 11), static_cast<int>(state % 80) - 90);
    char wanted[40];
    std::snprintf(wanted, sizeof wanted, "%.10g", value);
    CAPTURE(wanted);
    const std::string text = relu::numberText(value);
    CHECK(text.find('e') == std::string(wanted).find('e'));
    CHECK(std::strtod(text.c_str(), nullptr) == std::strtod(wanted, nullptr));
  }
}

TEST_CASE("a sentence is its pieces") {
  const std::string name = "units";
  CHECK(relu::sentence({}).empty());
  CHECK(relu::sentence({name, " 1..", 1024, ", got ", -0.5, std::string_view("!")}) == "units 1..1024, got -0.5!");
  CHECK(relu::hexText(0) == "0000000000000000");
  CHECK(relu::hexText(0x0d5f81781daf2818u) == "0d5f81781daf2818");
}
