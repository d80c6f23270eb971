// The shape convention and the storage that kernels walk. Knows nothing of networks.
#pragma once

#include <cstring>
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

/// What the features of a block are: a vector (features × 1 × 1), a picture (channels × height × width, the width running
/// fastest) or a sequence (features × steps × 1, the steps running fastest).
struct Shape {
  Index channels = 1;
  Index height = 1;
  Index width = 1;

  Index features() const { return channels * height * width; }
  bool isVector() const { return height == 1 && width == 1; }
  bool operator==(const Shape&) const = default;
};

/// A contiguous, 16-byte aligned array of scalars, zero at first, whose size never changes while pointers into it live.
///
/// Errors    `allocate` returns false when memory is exhausted; the buffer is then empty.
class Buffer {
 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Buffer() { freeAligned(data_); }

  [[nodiscard]] bool allocate(Index count) {
    freeAligned(data_);
    const std::size_t bytes = static_cast<std::size_t>(padded(count > 0 ? count : kLanes)) * sizeof(Scalar);
    data_ = static_cast<Scalar*>(allocateAligned(bytes));
    size_ = data_ ? count : 0;
    if (data_) std::memset(data_, 0, bytes);
    return data_ != nullptr;
  }
  Scalar* data() { return data_; }
  const Scalar* data() const { return data_; }
  Index size() const { return size_; }

 private:
  Scalar* data_ = nullptr;
  Index size_ = 0;
};

}  // namespace relu
