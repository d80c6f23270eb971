// The generated data sets: rows and the law of each. Knows nothing of networks, nor of how points are split.
//
// A row first places a point by its law, then displaces it. The displacement is drawn even when the noise is 0, so that moving
// the noise slider moves every point along a line of its own and leaves the places.
#include <cmath>

#include "core/vector_math.hpp"
#include "dataset/dataset.hpp"

namespace relu {
namespace {

constexpr Scalar kTurn = static_cast<Scalar>(6.283185307179586);
constexpr Scalar kEdge = 6;    // of the square that everything lies in
constexpr Scalar kRadius = 5;  // of the figures, which leaves a margin for noise

struct Point {
  Scalar x, y;
};

Point polar(Scalar radius, Scalar angle) { return {radius * math::cos(angle), radius * math::sin(angle)}; }

/// Coordinates beyond the edge are reflected at it, as often as it takes.
Scalar reflected(Scalar coordinate) {
  const Scalar period = 4 * kEdge;
  const Scalar shifted = coordinate + kEdge;
  const Scalar along = shifted - period * std::floor(shifted / period);
  const Scalar folded = (along < 2 * kEdge ? along : period - along) - kEdge;
  return folded < -kEdge ? -kEdge : folded;  // the last bits of a huge coordinate
}

void displace(Point place, double noise, Random& random, Scalar* x, Scalar* y) {
  const Scalar size = static_cast<Scalar>(noise);
  *x = reflected(place.x + size * random.normal());
  *y = reflected(place.y + size * random.normal());
}

int whole(double parameter) { return static_cast<int>(parameter); }

// Laws: each returns the place of point `i` of `count` and sets its label. Points take the classes in turn.

Point circle(Index i, Index, const double*, Random& random, Scalar* label) {
  const bool inner = i % 2 == 1;
  *label = inner;
  const Scalar radius = inner ? random.uniform(0, kRadius / 2) : random.uniform(Scalar(0.7) * kRadius, kRadius);
  return polar(radius, random.uniform(0, kTurn));
}

Point exclusiveOr(Index i, Index, const double*, Random& random, Scalar* label) {
  const Scalar gap = Scalar(0.3);
  const bool same = i % 2 == 1;
  const bool right = i / 2 % 2 == 1;
  *label = same;
  const Scalar x = gap + random.uniform(0, kRadius), y = gap + random.uniform(0, kRadius);
  return {right ? x : -x, right == same ? y : -y};
}

Point gauss(Index i, Index, const double* parameters, Random& random, Scalar* label) {
  const Scalar centre = i % 2 == 1 ? 2 : -2;
  *label = i % 2 == 1;
  const Scalar spread = static_cast<Scalar>(parameters[0]);
  const Scalar x = centre + spread * random.normal();
  return {x, centre + spread * random.normal()};
}

Point spiral(Index i, Index count, const double* parameters, Random&, Scalar* label) {
  const Index arms = whole(parameters[0]);
  const Index arm = i % arms;
  *label = static_cast<Scalar>(arm);
  const Index members = (count - arm + arms - 1) / arms;
  const Scalar along = static_cast<Scalar>(i / arms + 1) / static_cast<Scalar>(members);
  return polar(along * kRadius,
               kTurn * (static_cast<Scalar>(parameters[1]) * along + static_cast<Scalar>(arm) / static_cast<Scalar>(arms)));
}

Point moons(Index i, Index, const double*, Random& random, Scalar* label) {
  const Scalar scale = 3;
  const bool lower = i % 2 == 1;
  *label = lower;
  const Point arc = polar(1, random.uniform(0, kTurn / 2));
  return lower ? Point{scale * (Scalar(0.5) - arc.x), scale * (Scalar(0.25) - arc.y)}
               : Point{scale * (arc.x - Scalar(0.5)), scale * (arc.y - Scalar(0.25))};
}

Point checkerboard(Index i, Index, const double* parameters, Random& random, Scalar* label) {
  const std::uint32_t cells = static_cast<std::uint32_t>(whole(parameters[0]));
  const std::uint32_t colour = i % 2;
  *label = static_cast<Scalar>(colour);
  std::uint32_t column, row;
  do {
    column = random.below(cells);
    row = random.below(cells);
  } while ((column + row) % 2 != colour);
  const Scalar side = 2 * kRadius / static_cast<Scalar>(cells);
  const Scalar x = (static_cast<Scalar>(column) + random.uniform()) * side - kRadius;
  return {x, (static_cast<Scalar>(row) + random.uniform()) * side - kRadius};
}

Point rings(Index i, Index, const double* parameters, Random& random, Scalar* label) {
  const Index classes = whole(parameters[0]);
  const Index ring = i % classes;
  *label = static_cast<Scalar>(ring);
  const Scalar width = kRadius / static_cast<Scalar>(classes);
  const Scalar radius = (static_cast<Scalar>(ring) + random.uniform(Scalar(0.2), Scalar(0.8))) * width;
  return polar(radius, random.uniform(0, kTurn));
}

Point blobs(Index i, Index, const double* parameters, Random& random, Scalar* label) {
  const Index classes = whole(parameters[0]);
  const Index blob = i % classes;
  *label = static_cast<Scalar>(blob);
  const Point centre = polar(Scalar(3.5), kTurn * static_cast<Scalar>(blob) / static_cast<Scalar>(classes));
  const Scalar spread = static_cast<Scalar>(parameters[1]);
  const Scalar x = centre.x + spread * random.normal();
  return {x, centre.y + spread * random.normal()};
}

Point anywhere(Random& random) {
  const Scalar x = random.uniform(-kEdge, kEdge);
  return {x, random.uniform(-kEdge, kEdge)};
}

Point plane(Index, Index, const double*, Random& random, Scalar* label) {
  const Point place = anywhere(random);
  *label = (place.x + place.y) / (2 * kEdge);
  return place;
}

Point hills(Index, Index, const double*, Random& random, Scalar* label) {
  struct Hill {
    Scalar x, y, height;
  };
  constexpr Scalar kRow = 2.5;
  constexpr Hill kHills[] = {{-4, kRow, 1}, {0, kRow, -1}, {4, kRow, 1}, {-4, -kRow, -1}, {0, -kRow, 1}, {4, -kRow, -1}};
  const Point place = anywhere(random);
  *label = 0;
  for (const Hill& hill : kHills) {
    const Scalar dx = place.x - hill.x, dy = place.y - hill.y;
    *label += hill.height * math::exp(Scalar(-0.5) * (dx * dx + dy * dy));
  }
  return place;
}

template <Point (*kLaw)(Index, Index, const double*, Random&, Scalar*)>
void sample(Index i, Index count, double noise, const double* parameters, Random& random, Scalar* x, Scalar* y, Scalar* label) {
  displace(kLaw(i, count, parameters, random, label), noise, random, x, y);
}

consteval Field classes(double standard) {
  return {.name = "classes",
          .title = "Classes",
          .help = "How many classes there are.",
          .kind = FieldKind::integer,
          .min = 2,
          .max = 10,
          .standard = standard};
}

consteval Field spread(double standard) {
  return {.name = "spread",
          .title = "Spread",
          .help = "Standard deviation of a cloud around its centre.",
          .min = 0,
          .max = 3,
          .standard = standard};
}

constexpr Field kGaussFields[] = {spread(1)};
constexpr Field kSpiralFields[] = {{.name = "arms",
                                    .title = "Arms",
                                    .help = "How many arms, each a class of its own.",
                                    .kind = FieldKind::integer,
                                    .min = 2,
                                    .max = 10,
                                    .standard = 2},
                                   {.name = "turns",
                                    .title = "Turns",
                                    .help = "How often an arm winds around the centre.",
                                    .min = 0,
                                    .max = 5,
                                    .standard = 1.75}};
constexpr Field kCheckerboardFields[] = {{.name = "cells",
                                          .title = "Cells",
                                          .help = "Cells along one side of the board.",
                                          .kind = FieldKind::integer,
                                          .min = 2,
                                          .max = 10,
                                          .standard = 4}};
constexpr Field kRingsFields[] = {classes(3)};
constexpr Field kBlobsFields[] = {classes(4), spread(0.8)};

constexpr Words kPlayground = "after the TensorFlow Playground, Smilkov et al. 2017 (arXiv:1708.03788)";
constexpr Words kOwn = "own";

constexpr Generator kGenerators[] = {
    {.name = "circle",
     .title = "Circle",
     .formula = "class 1: r ~ U(0, 2.5); class 0: r ~ U(3.5, 5)",
     .summary = "A disc inside a ring: no straight line parts them, three bent ones do.",
     .source = kPlayground,
     .fields = {},
     .problem = Problem::binary,
     .classesField = -1,
     .sample = sample<circle>},
    {.name = "xor",
     .title = "XOR",
     .formula = "|x|, |y| ~ 0.3 + U(0, 5); class 1 where x·y > 0",
     .summary = "Opposite quarters belong together: the smallest problem that a net without a hidden layer cannot solve.",
     .source = "Minsky, Papert 1969; after the TensorFlow Playground",
     .fields = {},
     .problem = Problem::binary,
     .classesField = -1,
     .sample = sample<exclusiveOr>},
    {.name = "gauss",
     .title = "Two Gaussians",
     .formula = "class 1: N((2, 2), spread²); class 0: N((−2, −2), spread²)",
     .summary = "Two clouds that a straight line parts: any network solves it, a deep one too slowly.",
     .source = kPlayground,
     .fields = kGaussFields,
     .problem = Problem::binary,
     .classesField = -1,
     .sample = sample<gauss>},
    {.name = "spiral",
     .title = "Spiral",
     .formula = "r = 5·u, angle = 2π·(turns·u + class / arms), u evenly in (0, 1]",
     .summary = "Arms wound into each other: the hard one, which tells activations apart.",
     .source = "Lang, Witbrock 1988; after the TensorFlow Playground",
     .fields = kSpiralFields,
     .problem = Problem::binary,
     .classesField = 0,
     .sample = sample<spiral>},
    {.name = "moons",
     .title = "Moons",
     .formula = "3·(cos t − ½, sin t − ¼) and 3·(½ − cos t, ¼ − sin t), t ~ U(0, π)",
     .summary = "Two half circles hooked into each other: one gentle bend is enough.",
     .source = "after scikit-learn's make_moons, Pedregosa et al. 2011",
     .fields = {},
     .problem = Problem::binary,
     .classesField = -1,
     .sample = sample<moons>},
    {.name = "checkerboard",
     .title = "Checkerboard",
     .formula = "uniform in [−5, 5]²; class = (column + row) mod 2",
     .summary = "XOR many times over: the number of cells says how many pieces the network has to make.",
     .source = kOwn,
     .fields = kCheckerboardFields,
     .problem = Problem::binary,
     .classesField = -1,
     .sample = sample<checkerboard>},
    {.name = "rings",
     .title = "Rings",
     .formula = "r ~ 5 / classes·(class + U(0.2, 0.8))",
     .summary = "Each class encloses the one before.",
     .source = kOwn,
     .fields = kRingsFields,
     .problem = Problem::multiclass,
     .classesField = 0,
     .sample = sample<rings>},
    {.name = "blobs",
     .title = "Blobs",
     .formula = "N(3.5·(cos φ, sin φ), spread²), φ = 2π·class / classes",
     .summary = "Clouds around a circle, one a class: softmax without hidden layers solves it.",
     .source = "after scikit-learn's make_blobs, Pedregosa et al. 2011",
     .fields = kBlobsFields,
     .problem = Problem::multiclass,
     .classesField = 0,
     .sample = sample<blobs>},
    {.name = "plane",
     .title = "Plane",
     .formula = "value = (x + y) / 12, uniform in [−6, 6]²",
     .summary = "Regression that a single linear unit solves exactly.",
     .source = kPlayground,
     .fields = {},
     .problem = Problem::regression,
     .classesField = -1,
     .sample = sample<plane>},
    {.name = "hills",
     .title = "Hills",
     .formula = "value = Σ ±exp(−½·d²), d the distances from (−4 | 0 | 4, ±2.5), uniform in [−6, 6]²",
     .summary = "Regression of three hills and three hollows with flat land between them.",
     .source = kPlayground,
     .fields = {},
     .problem = Problem::regression,
     .classesField = -1,
     .sample = sample<hills>},
};

}  // namespace

std::span<const Generator> generators() { return kGenerators; }

}  // namespace relu
