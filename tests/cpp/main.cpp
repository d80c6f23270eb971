// The test program's main function. Knows no test.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#ifdef __EMSCRIPTEN__
#define DOCTEST_CONFIG_NO_POSIX_SIGNALS  // WebAssembly has no signals: installing a handler aborts.
#endif
#include <doctest/doctest.h>
