// Runs the workloads W1 to W7h, and residual nets of 1,000 layers, on the core without an engine around it: what the machine's
// own compiler makes of the kernels. Prints one line of JSON a workload. Knows the core's experiments and trainer; measures
// nothing of the border to JavaScript.
//
//   core_bench --steps N [workload …]    runs each for exactly so many steps (0: it is only made) and prints its loss, so that
//   a
//                                        tool can count instructions; without names all but the deep ones
//   core_bench --serve workload [clock]  answers `run N` with the milliseconds that N steps took, by the wall's clock or the
//                                        processor's, and `restart` with a line
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/response.hpp"
#include "experiment/experiment.hpp"

namespace relu {
namespace {

Document object(std::initializer_list<std::pair<std::string_view, Document>> members) {
  Document result = Document::object();
  for (const auto& [name, value] : members) result.set(name, value);
  return result;
}

Document list(std::vector<Document> items) {
  Document result = Document::list();
  for (Document& item : items) result.add(std::move(item));
  return result;
}

/// Dense layers of so many units, with one activation.
Document dense(std::initializer_list<int> units, std::string_view activation) {
  Document layers = Document::list();
  for (const int count : units) layers.add(object({{"units", count}, {"activation", activation}}));
  return layers;
}

Document deep(int blocks, bool rezero) {
  Document layers = dense({16}, "relu");
  for (int i = 0; i < blocks; ++i)
    layers.add(
        object({{"type", "residual"}, {"rezero", rezero}, {"scale", rezero ? 1 : 0.001}, {"layers", dense({16}, "relu")}}));
  return layers;
}

/// 28 × 28 pictures of ten classes, each a bright field of its own with noise on it. Only their sizes matter here.
Dataset pictures(Index rows, const Shape& shape) {
  Dataset data;
  data.problem = Problem::multiclass;
  data.classes = 10;
  data.columns = shape.features();
  data.shape = shape;
  data.trainRows = rows;
  Random random(1, Purpose::data);
  for (Index row = 0; row < rows; ++row) {
    const Index label = row % data.classes;
    data.labels.push_back(static_cast<Scalar>(label));
    for (Index pixel = 0; pixel < data.columns; ++pixel) {
      const bool bright = pixel * data.classes / data.columns == label;
      data.values.push_back(random.uniform(0, bright ? Scalar(1) : Scalar(0.5)));
    }
  }
  return data;
}

/// The circle's points as two of several classes, so that a softmax goes with them.
Dataset twoClasses() {
  Dataset data = generate(Choice<Generator>(*find(generators(), "circle")), 1000, 0.1, 0.05, 1);
  data.problem = Problem::multiclass;
  return data;
}

/// One workload: its experiment, its own samples where it has some, and what a step is when it is not one of training.
struct Workload {
  std::string_view name;
  int resetEvery;  ///< Steps after which it starts again, so that fast and slow programs work on alike numbers.
  Document (*experiment)();
  Dataset (*samples)() = nullptr;
  bool (*grid)(PlaneGrid& grid, Scalar* maps) = nullptr;
};

Document circle(int samples) { return object({{"name", "circle"}, {"samples", samples}, {"test_share", 0.05}}); }

Document gridExperiment() { return object({{"network", object({{"layers", dense({8, 8, 8}, "relu")}})}}); }

constexpr Index kResolution = 100;

const Workload kWorkloads[] = {
    {"W1", 5000,
     [] {
       return object({{"data", circle(500)},
                      {"network", object({{"layers", dense({4, 2}, "tanh")}, {"output", object({{"activation", "tanh"}})}})},
                      {"training",
                       // Half the mean squared error at a rate of 0.03.
                       object({{"batch_size", 10},
                               {"loss", "mean_squared_error"},
                               {"optimizer", object({{"name", "sgd"}, {"learning_rate", 0.015}})}})}});
     }},
    {"W2", 1550,
     [] {
       return object(
           {{"data", circle(1000)},
            {"network", object({{"layers", dense({8, 8, 8}, "relu")}})},
            {"training", object({{"batch_size", 32}, {"optimizer", object({{"name", "adam"}, {"learning_rate", 0.005}})}})}});
     }},
    {"W3", 620,
     [] {
       Document layers = Document::list();
       for (int i = 0; i < 50; ++i) layers.add(object({{"units", 16}, {"activation", "relu"}}));
       return object({{"network", object({{"layers", layers}, {"initializer", "he_normal"}})},
                      {"training", object({{"batch_size", 32},
                                           {"loss", "softmax_cross_entropy"},
                                           {"optimizer", object({{"name", "sgd"}, {"learning_rate", 0.001}})}})}});
     },
     twoClasses},
    {"W4", 156,
     [] {
       return object(
           {{"network", object({{"layers", dense({128, 64}, "relu")}})},
            {"training", object({{"batch_size", 64}, {"optimizer", object({{"name", "adam"}, {"learning_rate", 0.001}})}})}});
     },
     [] { return pictures(4000, {.channels = 784}); }},
    {"W5", 62,
     [] {
       const auto convolution = [](int filters) {
         return object({{"type", "conv2d"}, {"filters", filters}, {"kernel_size", 5}, {"padding", 2}, {"activation", "relu"}});
       };
       const Document pool = object({{"type", "max_pooling2d"}});
       return object(
           {{"network",
             object({{"layers", list({convolution(8), pool, convolution(16), pool, object({{"type", "flatten"}})})}})},
            {"training",
             object({{"batch_size", 32}, {"optimizer", object({{"name", "momentum"}, {"learning_rate", 0.01}})}})}});
     },
     [] { return pictures(2000, {.channels = 1, .height = 28, .width = 28}); }},
    {"W6", 310,
     [] {
       return object(
           {{"data", object({{"name", "adding"}, {"steps", 50}, {"samples", 1000}, {"test_share", 0.05}})},
            {"network", object({{"layers", list({object({{"type", "simple_rnn"},
                                                         {"units", 64},
                                                         {"activation", "relu"},
                                                         {"initializer", object({{"name", "normal"}, {"scale", 0.1}})},
                                                         {"recurrent_initializer", "identity"}})})}})},
            {"training", object({{"batch_size", 32}, {"optimizer", object({{"name", "adam"}, {"learning_rate", 0.001}})}})}});
     }},
    {"W7", 0, gridExperiment, nullptr, [](PlaneGrid& grid, Scalar* maps) { return grid.outputs(kResolution, maps); }},
    {"W7h", 0, gridExperiment, nullptr, [](PlaneGrid& grid, Scalar* maps) { return grid.units(kResolution, maps); }},
    {"residual-1000", 500,
     [] {
       return object({{"network", object({{"layers", deep(998, false)}})},
                      {"training", object({{"optimizer", object({{"name", "sgd"}, {"learning_rate", 0.001}})}})}});
     }},
    {"rezero-1000", 500,
     [] {
       return object({{"network", object({{"layers", deep(998, true)}})}});
     }},
};

/// Tells why and ends the program: a workload that does not start is a mistake in this file.
[[noreturn]] void stop(std::string_view name, const Error& error) {
  std::fprintf(stderr, "%s: %s %s\n", std::string(name).c_str(), error.path.c_str(), error.message.c_str());
  std::exit(1);
}

std::unique_ptr<Trainer> make(const Workload& workload) {
  Dataset samples;
  if (workload.samples) samples = workload.samples();
  Dataset* given = workload.samples ? &samples : nullptr;
  const Result<Experiment> experiment = readExperiment(workload.experiment(), given);
  if (!experiment.ok()) stop(workload.name, experiment.error());
  Result<std::unique_ptr<Trainer>> trainer = start(experiment.value(), given);
  if (!trainer.ok()) stop(workload.name, trainer.error());
  return std::move(trainer.value());
}

/// Milliseconds: of the wall's clock, or spent by this process.
double now(bool processor) {
  if (processor) return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A workload that is ready.
class Running {
 public:
  explicit Running(const Workload& workload) : workload_(workload), trainer_(make(workload)), grid_(*trainer_) {
    if (workload.grid) maps_.resize(static_cast<std::size_t>(unitCount(*trainer_) * kResolution * kResolution));
  }

  void run(Index steps) {
    for (Index i = 0; i < steps; ++i) {
      if (workload_.grid) {
        if (!workload_.grid(grid_, maps_.data())) stop(workload_.name, {"out_of_memory", "out of memory", ""});
        continue;
      }
      if (trainer_->steps() >= workload_.resetEvery) trainer_->reset();
      if (!trainer_->step()) stop(workload_.name, {"diverged", "diverged", ""});
    }
  }
  void restart() { trainer_->reset(); }
  double loss() const { return trainer_->batchLoss(); }

 private:
  const Workload& workload_;
  std::unique_ptr<Trainer> trainer_;
  PlaneGrid grid_;
  std::vector<Scalar> maps_;
};

void runSteps(const Workload& workload, Index steps) {
  Running running(workload);
  running.run(steps);
  std::printf("{\"workload\":\"%.*s\",\"steps\":%td,\"loss\":%.9g}\n", static_cast<int>(workload.name.size()),
              workload.name.data(), steps, running.loss());
}

void serve(const Workload& workload, bool processor) {
  Running running(workload);
  char line[64];
  while (std::fgets(line, sizeof line, stdin)) {
    char command[16] = "";
    long count = 0;
    std::sscanf(line, "%15s %ld", command, &count);
    const double start = now(processor);
    if (std::strcmp(command, "run") == 0)
      running.run(count);
    else
      running.restart();
    std::printf("%.6f\n", now(processor) - start);
    std::fflush(stdout);
  }
}

const Workload* named(std::string_view name) {
  for (const Workload& workload : kWorkloads) {
    if (workload.name == name) return &workload;
  }
  std::fprintf(stderr, "There is no workload %.*s.\n", static_cast<int>(name.size()), name.data());
  return nullptr;
}

}  // namespace
}  // namespace relu

int main(int count, char** words) {
  const std::string_view mode = count > 2 ? words[1] : "";
  if (mode == "--serve") {
    const relu::Workload* workload = relu::named(words[2]);
    if (!workload) return 1;
    relu::serve(*workload, count > 3 && std::string_view(words[3]) == "processor");
    return 0;
  }
  if (mode != "--steps") {
    std::fprintf(stderr, "core_bench --steps N [workload ...] | --serve workload [wall|processor]\n");
    return 1;
  }
  const relu::Index steps = std::atol(words[2]);
  for (int i = 3; i < count; ++i) {
    const relu::Workload* workload = relu::named(words[i]);
    if (!workload) return 1;
    relu::runSteps(*workload, steps);
  }
  for (const relu::Workload& workload : relu::kWorkloads) {
    if (count == 3 && workload.name[0] == 'W') relu::runSteps(workload, steps);
  }
}
