// Errors as values: the core is built without exceptions, and code, sentence and path travel unchanged to the page.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace relu {

/// What went wrong, in a form that a program (code), a reader (message) and an editor (path) can use.
struct Error {
  std::string code;     ///< snake_case, stable: out_of_range, unknown_name, wrong_type, unknown_key, shape_mismatch, …
  std::string message;  ///< A whole sentence's worth without the path: "expected 1..1024, got -3".
  std::string path;     ///< Where in the experiment: "network.layers[1].units"; empty when nowhere in particular.

  Error() = default;
  [[gnu::cold]] Error(std::string_view code, std::string_view message, std::string_view path);
  Error(const Error&);
  Error(Error&&) noexcept;
  Error& operator=(const Error&);
  Error& operator=(Error&&) noexcept;
  ~Error();
};

/// A value or the error that stands in its place.
template <class T>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}
  bool ok() const { return content_.index() == 0; }
  T& value() { return std::get<0>(content_); }
  const T& value() const { return std::get<0>(content_); }
  const Error& error() const { return std::get<1>(content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace relu
