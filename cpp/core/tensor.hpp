// The shape convention and the storage that kernels walk. Knows nothing of networks.
#pragma once

#include <cstring>
#include <limits>
#include <utility>

#include "core/memory.hpp"
#include "core/scalar.hpp"

namespace relu {

/// A block of numbers, one row a feature, samples contiguous within it: element (feature f, sample s) is data[f·stride + s].
///
/// Shape     features × samples. `stride` is a multiple of kLanes and at least `samples`, so the batch is the SIMD dimension
///           and the smallest net vectorises fully. It is a column-major Eigen matrix of samples × features.
/// Trap      Lanes from `samples` to `stride` are computed along with the others: forward values there are finite rubbish,
///           deltas there are exactly zero, so they add nothing to a gradient.
struct Block {
  Scalar* data = nullptr;
  Index features = 0;
  Index samples = 0;
  Index stride = 0;

  Scalar* row(Index feature) const { return data + feature * stride; }
  Scalar& at(Index feature, Index sample) const { return data[feature * stride + sample]; }
};

/// How blocks of one shape are walked together where rows do not matter: as one run, or row by row where one of them has a
/// stride that is wider than its samples need.
struct Runs {
  Index count, length;
  template <class... Others>
  explicit Runs(const Block& first, const Others&... others) {
    const Index width = padded(first.samples);
    const bool whole = first.stride == width && (... && (others.stride == width));
    count = whole ? 1 : first.features;
    length = whole ? first.features * width : width;
  }
};

/// Copies a block over one of its shape, padding lanes included.
void copy(const Block& from, const Block& to);
/// Σ x² over features and samples, padding lanes left out.
double squares(const Block& block);
/// ‖x‖₂
double norm(const Scalar* values, Index count);

/// What the features of a block are: a vector (features × 1 × 1), a picture (channels × height × width, the width running
/// fastest) or a sequence (features × steps × 1, the steps running fastest).
struct Shape {
  Index channels = 1;
  Index height = 1;
  Index width = 1;

  Index features() const { return channels * height * width; }
  /// The same of a shape that may be too large to be.
  double numbers() const { return static_cast<double>(channels) * static_cast<double>(height) * static_cast<double>(width); }
  bool isVector() const { return height == 1 && width == 1; }
  bool operator==(const Shape&) const = default;
};

/// A contiguous, 16-byte aligned array of numbers, zero at first, whose size never changes while pointers into it live.
///
/// Errors    `allocate` returns false when memory is exhausted; the buffer is then empty.
template <class Number>
class BufferOf {
 public:
  BufferOf() = default;
  BufferOf(BufferOf&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  BufferOf& operator=(BufferOf&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~BufferOf() { freeAligned(data_); }

  [[nodiscard]] bool allocate(std::int64_t count) {
    freeAligned(data_);
    data_ = nullptr;
    size_ = 0;
    constexpr std::int64_t kMost = std::numeric_limits<Index>::max() / std::int64_t{sizeof(Number)} - kLanes;
    if (count < 0 || count > kMost) return false;
    const std::size_t bytes = static_cast<std::size_t>(padded(count > 0 ? static_cast<Index>(count) : kLanes)) * sizeof(Number);
    data_ = static_cast<Number*>(allocateAligned(bytes));
    size_ = data_ ? static_cast<Index>(count) : 0;
    if (data_) std::memset(data_, 0, bytes);
    return data_ != nullptr;
  }
  Number* data() { return data_; }
  const Number* data() const { return data_; }
  Index size() const { return size_; }

 private:
  Number* data_ = nullptr;
  Index size_ = 0;
};

using Buffer = BufferOf<Scalar>;

}  // namespace relu
