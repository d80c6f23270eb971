# Eigen and doctest: the system's packages, else the release that is pinned here. Knows nothing of the core.
#
# Gives     targets Eigen3::Eigen and doctest.
# Trap      Emscripten breaks when /usr/include is an include path, and its CMake platform hides the host's packages. So Eigen is
#           looked up with the host's paths, and doctest's one header is copied into the build folder.
include(FetchContent)

if(EMSCRIPTEN AND NOT Eigen3_DIR)
  find_path(Eigen3_DIR Eigen3Config.cmake
    PATHS /usr /usr/local /opt/homebrew /opt/local
    PATH_SUFFIXES share/eigen3/cmake lib/cmake/eigen3
    NO_CMAKE_FIND_ROOT_PATH)
endif()
find_package(Eigen3 CONFIG QUIET)
if(NOT TARGET Eigen3::Eigen)
  # SOURCE_SUBDIR names a folder that is not there: the headers are wanted, not Eigen's own build.
  FetchContent_Declare(eigen
    URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.gz
    URL_HASH SHA256=8586084f71f9bde545ee7fa6d00288b264a2b7ac3607b974e54d13e7162c1c72
    DOWNLOAD_EXTRACT_TIMESTAMP ON
    SOURCE_SUBDIR headers-only)
  FetchContent_MakeAvailable(eigen)
  add_library(Eigen3::Eigen INTERFACE IMPORTED)
  target_include_directories(Eigen3::Eigen INTERFACE ${eigen_SOURCE_DIR})
endif()

find_path(DOCTEST_FOLDER doctest.h
  PATHS /usr /usr/local /opt/homebrew /opt/local
  PATH_SUFFIXES include/doctest
  NO_CMAKE_FIND_ROOT_PATH)
if(NOT DOCTEST_FOLDER)
  FetchContent_Declare(doctest_release
    URL https://github.com/doctest/doctest/archive/refs/tags/v2.4.11.tar.gz
    URL_HASH SHA256=632ed2c05a7f53fa961381497bf8069093f0d6628c5f26286161fbd32a560186
    DOWNLOAD_EXTRACT_TIMESTAMP ON
    SOURCE_SUBDIR header-only)
  FetchContent_MakeAvailable(doctest_release)
  set(DOCTEST_FOLDER ${doctest_release_SOURCE_DIR}/doctest)
endif()
configure_file(${DOCTEST_FOLDER}/doctest.h ${CMAKE_BINARY_DIR}/include/doctest/doctest.h COPYONLY)
add_library(doctest INTERFACE)
target_include_directories(doctest SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/include)
