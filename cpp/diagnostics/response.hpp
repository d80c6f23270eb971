// What the network answers: at given points, over a grid of the plane for every unit, and how its sums are spread. Reads; never
// trains.
#pragma once

#include <cstdint>

#include "trainer/trainer.hpp"

namespace relu {

/// The square that two-dimensional data live in and that grids show.
constexpr double kDomainMin = -6, kDomainMax = 6;

/// Answers at raw points: as the reader is shown them (probabilities where the loss has a link), or the last layer's own
/// outputs.
///
/// Shape     points count × columns, row-major → answers count × outputs, row-major.
/// Errors    false when memory is exhausted.
enum class Answer { linked, raw };
[[nodiscard]] bool predict(Trainer& trainer, const Scalar* points, Index count, Answer kind, Scalar* answers);

/// Whether the data are points of the plane, so that grids of it mean something.
bool isPlanar(const Trainer& trainer);

/// What a network of planar data makes of every pixel of a square grid. The pixels' inputs are kept for the next picture of the
/// same resolution, since a page asks for one sixty times a second.
///
/// Domain    Planar data; of others nothing is written.
/// Errors    false when memory is exhausted.
class PlaneGrid {
 public:
  explicit PlaneGrid(Trainer& trainer) : trainer_(trainer) {}
  /// The answer at every pixel centre, as the reader is shown it.
  ///
  /// Shape     out outputs × resolution², each map row by row from the top left (y = kDomainMax).
  [[nodiscard]] bool outputs(Index resolution, Scalar* out);
  /// The value of every unit there: the inputs first, then each layer's outputs A, then the network's raw outputs.
  ///
  /// Shape     out unitCount(trainer) × resolution², likewise.
  [[nodiscard]] bool units(Index resolution, Scalar* out);

 private:
  bool prepare(Index resolution);
  template <class Visit>
  void forChunks(Index chunk, Visit visit);
  Trainer& trainer_;
  Buffer memory_;
  Block inputs_;  ///< inputs × pixels
  Index resolution_ = 0;
};
Index unitCount(const Trainer& trainer);

/// How the sums Z of one layer are spread over the training rows.
struct Histogram {
  std::uint32_t below = 0, above = 0, total = 0;
};
/// Counts Z of all units of `stage`, of all steps where it is recurrent, in `bins` equal bins of [low, high). What is no number
/// counts as above.
///
/// Domain    low < high, both finite.
Histogram sumHistogram(Trainer& trainer, Index stage, double low, double high, std::uint32_t* counts, Index bins);

}  // namespace relu
