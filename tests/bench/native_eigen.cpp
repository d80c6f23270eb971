// The bench's workloads on Eigen, with sizes known only when it runs: what a careful C++ author gets from a matrix library.
// Knows nothing of the core.
//
//   native_eigen FILE [processor]
//
// FILE holds one workload (environments/native.js writes it). Commands come as lines and each is answered by one: "run N" makes
// N steps or grids and tells the milliseconds they took (of the process's own time with `processor`), "answers N" tells the raw
// outputs for the first N rows, "restart" goes back to the first weights.
#include <Eigen/Dense>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

namespace {

using Eigen::ArrayXf;
using Eigen::Index;
using Eigen::Map;
using Eigen::MatrixXf;
using Eigen::VectorXf;
using Block = Map<MatrixXf>;

/// Numbers of the file, in the order in which environments/native.js writes them.
enum Setting : std::size_t { kNet, kHead, kRule, kBatch, kBatches, kKernel, kSteps, kMaps, kSettings };
enum Net { kDense, kConvolution, kRecurrent, kGrid };
enum Head { kHalfSquaredTanh, kLogistic, kSoftmax, kSquared };
enum Rule { kSgd, kMomentum, kAdam };

struct Workload {
  std::vector<std::int32_t> settings, sizes;
  std::vector<float> rule, inputs, targets, weights;
  int operator[](Setting setting) const { return settings[setting]; }
};

template <class Number>
void readList(std::FILE* file, std::vector<Number>& list) {
  std::int32_t count = 0;
  if (std::fread(&count, sizeof count, 1, file) != 1 || count < 0) std::exit(2);
  list.resize(static_cast<std::size_t>(count));
  if (std::fread(list.data(), sizeof(Number), list.size(), file) != list.size()) std::exit(2);
}

/// All parameters in one piece with their gradients, so that an update is one expression.
class Parameters {
 public:
  explicit Parameters(const std::vector<float>& first)
      : first_(Map<const ArrayXf>(first.data(), static_cast<Index>(first.size()))),
        values_(first_),
        gradients_(ArrayXf::Zero(first_.size())),
        mean_(gradients_),
        square_(gradients_) {}

  /// The next rows × columns numbers as a matrix of columns × rows: what the file has row by row lies there column by column.
  void take(Index rows, Index columns, Block& value, Block& gradient) {
    new (&value) Block(values_.data() + taken_, columns, rows);
    new (&gradient) Block(gradients_.data() + taken_, columns, rows);
    taken_ += rows * columns;
  }
  void update(Rule rule, float rate, float momentum) {
    ++steps_;
    if (rule == kSgd) {
      values_ -= rate * gradients_;
    } else if (rule == kMomentum) {
      mean_ = momentum * mean_ + gradients_;
      values_ -= rate * mean_;
    } else {
      firstPower_ *= 0.9;
      secondPower_ *= 0.999;
      const auto scale = static_cast<float>(rate / (1 - firstPower_));
      const auto root = static_cast<float>(1 / std::sqrt(1 - secondPower_));
      mean_ = 0.9f * mean_ + 0.1f * gradients_;
      square_ = 0.999f * square_ + 0.001f * gradients_.square();
      values_ -= scale * mean_ / (square_.sqrt() * root + 1e-8f);
    }
  }
  void restart() {
    values_ = first_;
    mean_.setZero();
    square_.setZero();
    steps_ = 0;
    firstPower_ = secondPower_ = 1;
  }

 private:
  ArrayXf first_, values_, gradients_, mean_, square_;
  Index taken_ = 0;
  std::int64_t steps_ = 0;
  double firstPower_ = 1, secondPower_ = 1;
};

/// A dense layer on samples × inputs; weights inputs × outputs.
struct Dense {
  Block weights{nullptr, 0, 0}, biases{nullptr, 0, 0}, weightGradient{nullptr, 0, 0}, biasGradient{nullptr, 0, 0};

  Dense(Parameters& parameters, Index outputs, Index inputs) {
    parameters.take(outputs, inputs, weights, weightGradient);
    parameters.take(outputs, 1, biases, biasGradient);
  }
  template <class In, class Out>
  void forward(const In& in, Out&& out) const {
    out.noalias() = in * weights;
    out.rowwise() += biases.row(0);
  }
  template <class In>
  void gradients(const In& in, const MatrixXf& delta) {
    weightGradient.noalias() = in.transpose() * delta;
    biasGradient = delta.colwise().sum();
  }
};

/// ∂L/∂z of the mean loss; `out` is samples × outputs and stays.
void lossSlope(Head head, const MatrixXf& out, const float* targets, MatrixXf& slope) {
  const Index rows = out.rows();
  const Map<const VectorXf> wanted(targets, rows);
  const float share = 1 / static_cast<float>(rows);
  if (head == kHalfSquaredTanh) {
    const ArrayXf answer = out.col(0).array().tanh();
    slope.col(0) = (answer - wanted.array()) * (1 - answer.square()) * share;
  } else if (head == kSquared) {
    slope.col(0) = (out.col(0) - wanted) * (2 * share);
  } else if (head == kLogistic) {
    slope.col(0) = (1 / (1 + (-out.col(0).array()).exp()) - wanted.array()) * share;
  } else {
    slope = (out.colwise() - out.rowwise().maxCoeff()).array().exp();
    const VectorXf total = slope.rowwise().sum();
    slope.array().colwise() /= total.array();
    for (Index row = 0; row < rows; ++row) slope(row, static_cast<Index>(wanted(row))) -= 1;
    slope *= share;
  }
}

/// A network of one kind: rows of the data in, raw outputs out.
class Network {
 public:
  virtual ~Network() = default;
  virtual const MatrixXf& forward(Index first, Index count) = 0;
  virtual void backward() = 0;
  MatrixXf slope;
};

class DenseNetwork : public Network {
 public:
  DenseNetwork(const Workload& work, Parameters& parameters) : tanh_(work[kHead] == kHalfSquaredTanh) {
    const Index width = work.sizes[0], rows = static_cast<Index>(work.inputs.size()) / width;
    // Row by row in the file; samples × features here.
    inputs_ = Map<const MatrixXf>(work.inputs.data(), width, rows).transpose();
    for (std::size_t i = 1; i < work.sizes.size(); ++i) layers_.emplace_back(parameters, work.sizes[i], work.sizes[i - 1]);
    values_.resize(layers_.size());
    deltas_.resize(layers_.size());
  }
  const MatrixXf& forward(Index first, Index count) override {
    batch_ = inputs_.middleRows(first, count);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      values_[i].resize(count, layers_[i].weights.cols());
      layers_[i].forward(i ? values_[i - 1] : batch_, values_[i]);
      if (i + 1 == layers_.size()) break;
      if (tanh_)
        values_[i] = values_[i].array().tanh();
      else
        values_[i] = values_[i].cwiseMax(0.f);
    }
    slope.resize(count, values_.back().cols());
    return values_.back();
  }
  void backward() override {
    for (std::size_t i = layers_.size(); i-- > 0;) {
      const MatrixXf& delta = i + 1 == layers_.size() ? slope : deltas_[i];
      layers_[i].gradients(i ? values_[i - 1] : batch_, delta);
      if (i == 0) break;
      MatrixXf& below = deltas_[i - 1];
      below.noalias() = delta * layers_[i].weights.transpose();
      if (tanh_)
        below.array() *= 1 - values_[i - 1].array().square();
      else
        below.array() *= (values_[i - 1].array() > 0).cast<float>();
    }
  }

 private:
  bool tanh_;
  MatrixXf inputs_, batch_;
  std::vector<Dense> layers_;
  std::vector<MatrixXf> values_, deltas_;
};

class RecurrentNetwork : public Network {
 public:
  RecurrentNetwork(const Workload& work, Parameters& parameters)
      : steps_(work[kSteps]), features_(work.sizes[0]), units_(work.sizes[1]), work_(work) {
    parameters.take(units_, features_, weights_, weightGradient_);
    parameters.take(units_, units_, recurrent_, recurrentGradient_);
    parameters.take(units_, 1, biases_, biasGradient_);
    head_ = std::make_unique<Dense>(parameters, 1, units_);
  }
  const MatrixXf& forward(Index first, Index count) override {
    count_ = count;
    inputs_.resize(steps_ * count, features_);
    states_.resize(steps_ * count, units_);
    for (Index row = 0; row < count; ++row)
      for (Index feature = 0; feature < features_; ++feature) {
        const float* sequence = work_.inputs.data() + ((first + row) * features_ + feature) * steps_;
        for (Index t = 0; t < steps_; ++t) inputs_(t * count + row, feature) = sequence[t];
      }
    states_.noalias() = inputs_ * weights_;
    states_.rowwise() += biases_.row(0);
    for (Index t = 0; t < steps_; ++t) {
      auto state = states_.middleRows(t * count, count);
      if (t > 0) state.noalias() += states_.middleRows((t - 1) * count, count) * recurrent_;
      state = state.cwiseMax(0.f);
    }
    out_.resize(count, 1);
    head_->forward(states_.bottomRows(count), out_);
    slope.resize(count, 1);
    return out_;
  }
  void backward() override {
    deltas_.resize(steps_ * count_, units_);
    head_->gradients(states_.bottomRows(count_), slope);
    deltas_.bottomRows(count_).noalias() = slope * head_->weights.transpose();
    for (Index t = steps_ - 1; t >= 0; --t) {
      auto delta = deltas_.middleRows(t * count_, count_);
      delta.array() *= (states_.middleRows(t * count_, count_).array() > 0).cast<float>();
      if (t > 0) deltas_.middleRows((t - 1) * count_, count_).noalias() = delta * recurrent_.transpose();
    }
    const Index later = (steps_ - 1) * count_;
    weightGradient_.noalias() = inputs_.transpose() * deltas_;
    recurrentGradient_.noalias() = states_.topRows(later).transpose() * deltas_.bottomRows(later);
    biasGradient_ = deltas_.colwise().sum();
  }

 private:
  Index steps_, features_, units_, count_ = 0;
  const Workload& work_;
  Block weights_{nullptr, 0, 0}, recurrent_{nullptr, 0, 0}, biases_{nullptr, 0, 0};
  Block weightGradient_{nullptr, 0, 0}, recurrentGradient_{nullptr, 0, 0}, biasGradient_{nullptr, 0, 0};
  std::unique_ptr<Dense> head_;
  MatrixXf inputs_, states_, deltas_, out_;
};

/// A convolution that keeps the picture's size, ReLU, and the largest of each 2 × 2 square, one picture at a time: the patches
/// as a matrix, pixels × (channels · kernel²), so that the convolution is one product.
class ConvolutionStage {
 public:
  ConvolutionStage(Parameters& parameters, Index filters, Index channels, Index edge, Index kernel)
      : layer_(parameters, filters, channels * kernel * kernel), channels_(channels), edge_(edge), kernel_(kernel) {}
  Index outputs() const { return layer_.weights.cols() * edge_ * edge_ / 4; }

  struct Kept {
    MatrixXf patches, values;
    std::vector<Index> chosen;
  };
  void forward(const float* picture, float* out, Kept& kept) const {
    const Index pixels = edge_ * edge_, filters = layer_.weights.cols(), half = edge_ / 2;
    kept.patches.resize(pixels, layer_.weights.rows());
    kept.values.resize(pixels, filters);
    kept.chosen.resize(static_cast<std::size_t>(outputs()));
    eachRun(
        [&](Index column, Index to, Index from, Index count) {
          std::memcpy(&kept.patches(to, column), picture + from, static_cast<std::size_t>(count) * sizeof(float));
        },
        [&](Index column, Index to, Index count) { kept.patches.col(column).segment(to, count).setZero(); });
    layer_.forward(kept.patches, kept.values);
    kept.values = kept.values.cwiseMax(0.f);
    const float* values = kept.values.data();
    std::size_t o = 0;
    for (Index filter = 0; filter < filters; ++filter)
      for (Index y = 0; y < half; ++y)
        for (Index x = 0; x < half; ++x, ++o) {
          const Index corner = filter * pixels + 2 * y * edge_ + 2 * x;
          Index best = corner;
          for (const Index other : {corner + 1, corner + edge_, corner + edge_ + 1})
            if (values[other] > values[best]) best = other;
          kept.chosen[o] = best;
          out[o] = values[best];
        }
  }
  /// Adds to the gradients; `into` (null: not wanted) gets what reaches the picture.
  void backward(const float* delta, const Kept& kept, float* into) {
    deltas_.setZero(kept.values.rows(), kept.values.cols());
    for (std::size_t o = 0; o < kept.chosen.size(); ++o)
      if (kept.values.data()[kept.chosen[o]] > 0) deltas_.data()[kept.chosen[o]] = delta[o];
    layer_.weightGradient.noalias() += kept.patches.transpose() * deltas_;
    layer_.biasGradient += deltas_.colwise().sum();
    if (!into) return;
    patchDeltas_.noalias() = deltas_ * layer_.weights.transpose();
    Map<ArrayXf>(into, channels_ * edge_ * edge_).setZero();
    eachRun([&](Index column, Index to, Index from,
                Index count) { Map<ArrayXf>(into + from, count) += patchDeltas_.col(column).segment(to, count).array(); },
            [](Index, Index, Index) {});
  }
  void clear() {
    layer_.weightGradient.setZero();
    layer_.biasGradient.setZero();
  }

 private:
  /// For each column of the patches and each row of pixels: the run that comes from the picture, and the runs outside it.
  template <class Inside, class Outside>
  void eachRun(Inside inside, Outside outside) const {
    const Index border = kernel_ / 2;
    Index column = 0;
    for (Index channel = 0; channel < channels_; ++channel)
      for (Index ky = -border; ky <= border; ++ky)
        for (Index kx = -border; kx <= border; ++kx, ++column) {
          const Index left = std::max<Index>(0, -kx), right = std::min(edge_, edge_ - kx);
          for (Index y = 0; y < edge_; ++y) {
            const Index to = y * edge_;
            if (y + ky < 0 || y + ky >= edge_) {
              outside(column, to, edge_);
              continue;
            }
            outside(column, to, left);
            outside(column, to + right, edge_ - right);
            inside(column, to + left, (channel * edge_ + y + ky) * edge_ + left + kx, right - left);
          }
        }
  }

  Dense layer_;
  Index channels_, edge_, kernel_;
  MatrixXf deltas_, patchDeltas_;
};

class ConvolutionNetwork : public Network {
 public:
  ConvolutionNetwork(const Workload& work, Parameters& parameters)
      : work_(work),
        edge_(work.sizes[0]),
        lower_(parameters, work.sizes[1], 1, edge_, work[kKernel]),
        upper_(parameters, work.sizes[2], work.sizes[1], edge_ / 2, work[kKernel]),
        head_(parameters, work.sizes[3], upper_.outputs()) {}
  const MatrixXf& forward(Index first, Index count) override {
    if (static_cast<Index>(lowerKept_.size()) < count) {
      lowerKept_.resize(static_cast<std::size_t>(count));
      upperKept_.resize(static_cast<std::size_t>(count));
    }
    middle_.resize(lower_.outputs());
    top_.resize(upper_.outputs(), count);
    for (Index row = 0; row < count; ++row) {
      const auto i = static_cast<std::size_t>(row);
      lower_.forward(work_.inputs.data() + (first + row) * edge_ * edge_, middle_.data(), lowerKept_[i]);
      upper_.forward(middle_.data(), top_.col(row).data(), upperKept_[i]);
    }
    out_.resize(count, head_.weights.cols());
    head_.forward(top_.transpose(), out_);
    slope.resize(count, out_.cols());
    return out_;
  }
  void backward() override {
    head_.gradients(top_.transpose(), slope);
    topDelta_.noalias() = head_.weights * slope.transpose();
    middleDelta_.resize(middle_.size());
    lower_.clear();
    upper_.clear();
    for (Index row = 0; row < slope.rows(); ++row) {
      const auto i = static_cast<std::size_t>(row);
      upper_.backward(topDelta_.col(row).data(), upperKept_[i], middleDelta_.data());
      lower_.backward(middleDelta_.data(), lowerKept_[i], nullptr);
    }
  }

 private:
  const Workload& work_;
  Index edge_;
  ConvolutionStage lower_, upper_;
  Dense head_;
  std::vector<ConvolutionStage::Kept> lowerKept_, upperKept_;
  VectorXf middle_, middleDelta_;
  MatrixXf top_, topDelta_, out_;
};

/// The grid's network: a stretch of points at a time, so that a layer stays in the cache; with maps every layer's values are
/// kept.
class Grid {
 public:
  Grid(const Workload& work, Parameters& parameters) : maps_(work[kMaps] != 0) {
    const Index rows = static_cast<Index>(work.inputs.size()) / 2;
    points_ = Map<const MatrixXf>(work.inputs.data(), 2, rows).transpose();
    for (std::size_t i = 1; i < work.sizes.size(); ++i) {
      layers_.emplace_back(parameters, work.sizes[i], work.sizes[i - 1]);
      kept_.emplace_back(maps_ ? rows : 0, work.sizes[i]);
      stretch_.emplace_back(kStretch, work.sizes[i]);
    }
    answers_.resize(rows);
  }
  const VectorXf& compute() {
    for (Index first = 0; first < points_.rows(); first += kStretch) {
      const Index count = std::min(kStretch, points_.rows() - first);
      for (std::size_t i = 0; i < layers_.size(); ++i) {
        auto out = stretch_[i].topRows(count);
        if (i)
          layers_[i].forward(stretch_[i - 1].topRows(count), out);
        else
          layers_[i].forward(points_.middleRows(first, count), out);
        if (i + 1 == layers_.size()) break;
        out = out.cwiseMax(0.f);
        if (maps_) kept_[i].middleRows(first, count) = out;
      }
      answers_.segment(first, count) = 1 / (1 + (-stretch_.back().topRows(count).col(0).array()).exp());
    }
    return answers_;
  }

 private:
  static constexpr Index kStretch = 256;
  bool maps_;
  MatrixXf points_;
  std::vector<Dense> layers_;
  std::vector<MatrixXf> kept_, stretch_;
  VectorXf answers_;
};

double now(bool processor) {
  if (processor) return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void print(const float* numbers, Index count) {
  for (Index i = 0; i < count; ++i) std::printf("%.9g ", static_cast<double>(numbers[i]));
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  std::FILE* file = argc > 1 ? std::fopen(argv[1], "rb") : nullptr;
  if (!file) return 2;
  Workload work;
  readList(file, work.settings);
  readList(file, work.sizes);
  readList(file, work.rule);
  readList(file, work.inputs);
  readList(file, work.targets);
  readList(file, work.weights);
  std::fclose(file);
  if (work.settings.size() != kSettings) return 2;
  const bool processor = argc > 2 && std::string(argv[2]) == "processor";

  Parameters parameters(work.weights);
  std::unique_ptr<Network> network;
  std::unique_ptr<Grid> grid;
  if (work[kNet] == kDense) network = std::make_unique<DenseNetwork>(work, parameters);
  if (work[kNet] == kConvolution) network = std::make_unique<ConvolutionNetwork>(work, parameters);
  if (work[kNet] == kRecurrent) network = std::make_unique<RecurrentNetwork>(work, parameters);
  if (work[kNet] == kGrid) grid = std::make_unique<Grid>(work, parameters);

  const auto head = static_cast<Head>(work[kHead]);
  const auto rule = static_cast<Rule>(work[kRule]);
  const Index batch = work[kBatch], batches = work[kBatches];
  Index next = 0;
  char line[64];
  while (std::fgets(line, sizeof line, stdin)) {
    char command[16] = "";
    long count = 0;
    std::sscanf(line, "%15s %ld", command, &count);
    if (std::strcmp(command, "run") == 0) {
      const double start = now(processor);
      for (long i = 0; i < count; ++i) {
        if (grid) {
          grid->compute();
          continue;
        }
        lossSlope(head, network->forward(next * batch, batch), work.targets.data() + next * batch, network->slope);
        network->backward();
        parameters.update(rule, work.rule[0], work.rule[1]);
        next = (next + 1) % batches;
      }
      std::printf("%.6f\n", now(processor) - start);
    } else if (std::strcmp(command, "answers") == 0) {
      if (grid) {
        print(grid->compute().data(), count);
      } else {
        MatrixXf out = network->forward(0, count).transpose();
        if (head == kHalfSquaredTanh) out = out.array().tanh();
        print(out.data(), out.size());
      }
    } else if (std::strcmp(command, "restart") == 0) {
      parameters.restart();
      next = 0;
      std::printf("ok\n");
    }
    std::fflush(stdout);
  }
}
