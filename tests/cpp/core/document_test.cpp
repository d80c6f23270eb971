// Documents: members, kinds, and how values read in a sentence.
#include "core/document.hpp"

#include <doctest/doctest.h>

#include <limits>

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
}
