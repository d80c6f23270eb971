// What stages answer to a sample and to a part, against plain passes and against states by hand.
#include "diagnostics/sample_response.hpp"

#include <doctest/doctest.h>

#include "diagnostics/recurrent_runs.hpp"
#include "diagnostics/response.hpp"

using relu::Index;
using relu::Scalar;
using Numbers = std::vector<Scalar>;

TEST_CASE("the last stage's answer to a sample is the prediction, and parts hold the same numbers") {
  const auto run = relu::test::trainer({.samples = 150, .activation = "tanh"});
  const Index rows = run->train().inputs.samples;
  REQUIRE(rows > relu::kEvaluationChunk);  // more than one chunk
  const auto size = static_cast<std::size_t>(relu::responseSize(*run));
  REQUIRE(size == 8 + 8 + 1);
  REQUIRE(relu::partResponseSize(*run, run->train()) == rows * (8 + 8 + 1));
  Numbers part(static_cast<std::size_t>(relu::partResponseSize(*run, run->train())));
  relu::partResponse(*run, run->train(), part.data());
  for (Index i = 0; i < rows; ++i) {
    const Scalar* values = run->data().values.data() + i * run->data().columns;
    Numbers one(size);
    REQUIRE(relu::sampleResponse(*run, values, one.data()));
    Scalar answer = 0;
    REQUIRE(relu::predict(*run, values, 1, relu::Answer::raw, &answer));
    CHECK(one.back() == answer);
    for (std::size_t k = 0; k < size; ++k)
      CHECK(part[k * static_cast<std::size_t>(rows) + static_cast<std::size_t>(i)] == one[k]);
  }
}

TEST_CASE("a recurrent layer's states of all steps stand behind the outputs") {
  const auto run = relu::test::recurrentRun(7, 2, Scalar(0.5), -3);
  REQUIRE(relu::responseSize(*run) == 1 + 1 + 7);
  Numbers values(7), response(9);
  for (std::size_t t = 0; t < 7; ++t) values[t] = static_cast<Scalar>(t) - 2;
  REQUIRE(relu::sampleResponse(*run, values.data(), response.data()));
  Scalar state = 0;
  for (std::size_t t = 0; t < 7; ++t) {
    state = 2 * values[t] + Scalar(0.5) * state;
    CHECK(response[2 + t] == state);
  }
  CHECK(response[0] == state);
  CHECK(response[1] == -3 * state);
}
