// What every stage answers to one sample, and to each row of a part of the data. Reads; never trains.
#pragma once

#include "trainer/trainer.hpp"

namespace relu {

/// Numbers that `sampleResponse` writes.
Index responseSize(const Trainer& trainer);

/// The answers of every stage to one raw sample.
///
/// Shape     values as many as the data has columns → out: the outputs A of each stage, in the order of its Shape, stage after
///           stage; behind them, for each recurrent stage, its states of all steps, units × steps, the steps running fastest.
/// Errors    false when memory is exhausted.
[[nodiscard]] bool sampleResponse(Trainer& trainer, const Scalar* values, Scalar* out);

/// Numbers that `partResponse` writes.
std::int64_t partResponseSize(const Trainer& trainer, const Examples& examples);

/// The outputs A of every stage for every row of a part of the data.
///
/// Shape     out: stage after stage, features × rows, the rows running fastest.
void partResponse(Trainer& trainer, const Examples& examples, Scalar* out);

}  // namespace relu
