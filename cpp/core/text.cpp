// Joins, and writes numbers. Without printf, whose ways with floating point would be 3 kB of the module.
#include "core/text.hpp"

#include <cmath>

namespace relu {

void Piece::appendTo(std::string& text) const {
  if (isNumber_)
    text += numberText(number_);
  else
    text += text_;
}

std::string sentence(std::initializer_list<Piece> pieces) {
  std::string text;
  for (const Piece& piece : pieces) piece.appendTo(text);
  return text;
}

std::string numberText(double value) {
  constexpr int kDigits = 10;
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return "0";
  double scaled = std::abs(value);
  int exponent = kDigits - 1;  // of the first digit
  for (; scaled >= 1e10; scaled /= 10) ++exponent;
  for (; scaled < 1e9; scaled *= 10) --exponent;
  auto whole = static_cast<std::uint64_t>(scaled + 0.5);
  if (whole == 10000000000) ++exponent;
  while (whole % 10 == 0) whole /= 10;
  std::string digits;
  for (; whole > 0; whole /= 10) digits.insert(digits.begin(), static_cast<char>('0' + whole % 10));

  const char* const sign = value < 0 ? "-" : "";
  if (exponent < -4 || exponent >= kDigits) {
    if (digits.size() > 1) digits.insert(1, ".");
    return sentence({sign, digits, exponent < 0 ? "e" : "e+", exponent});
  }
  if (exponent < 0) {
    digits.insert(0, static_cast<std::size_t>(-exponent), '0');
    exponent = 0;
  }
  const auto point = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < point) digits.append(point - digits.size(), '0');
  if (digits.size() > point) digits.insert(point, ".");
  return sentence({sign, digits});
}

std::string hexText(std::uint64_t value) {
  std::string text(16, '0');
  for (std::size_t i = text.size(); i-- > 0; value >>= 4) text[i] = "0123456789abcdef"[value & 15];
  return text;
}

}  // namespace relu
