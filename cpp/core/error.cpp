// What makes, copies, moves and ends an error, once: written out wherever one passes by, the three texts cost more than what
// they say.
#include "core/error.hpp"

namespace relu {

Error::Error(std::string_view code, std::string_view message, std::string_view path)
    : code(code), message(message), path(path) {}
Error::Error(const Error&) = default;
Error::Error(Error&&) noexcept = default;
Error& Error::operator=(const Error&) = default;
Error& Error::operator=(Error&&) noexcept = default;
Error::~Error() = default;

}  // namespace relu
