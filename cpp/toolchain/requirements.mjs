// What the project needs of a system, one row each: how its presence is seen, and what it is called in each system's packages.
// Knows nothing of how a package is installed.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findEmscripten } from './emscripten.mjs';
import { capture, findProgram, root } from './process.mjs';

/** @param {string} file below a prefix under which systems keep headers and package files */
const underAPrefix = (file) =>
  ['/usr', '/usr/local', '/opt/homebrew', '/opt/local'].some((prefix) => existsSync(join(prefix, file)));

/**
 * Whether a compiler builds a program with these flags that then runs.
 *
 * @param {string | null} compiler @param {string[]} flags @param {string} text
 */
function compiles(compiler, flags, text) {
  if (!compiler) return false;
  mkdirSync(join(root, 'build'), { recursive: true });
  const scratch = mkdtempSync(join(root, 'build', 'probe-'));
  try {
    const source = join(scratch, 'probe.cpp');
    const program = join(scratch, 'probe');
    writeFileSync(source, text);
    const built = capture(compiler, ['-std=c++20', ...flags, source, '-o', program], { cwd: scratch });
    return built.ok && capture(program, [], { cwd: scratch }).ok;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Whether the machine's own C++ compiler builds a C++20 program with both sanitizers. */
const compilesWithSanitizers = () =>
  compiles(
    findProgram(...(process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++'])),
    ['-fsanitize=address,undefined'],
    '#include <bit>\nint main() { return std::popcount(0u); }\n',
  );

/** What LLVM calls a tool that belongs to the clang++ on the PATH; null without one. @param {string} name */
export function llvmTool(name) {
  const clang = findProgram('clang++');
  return clang && findProgram(join(dirname(realpathSync(clang)), name), name);
}

/** Whether clang++ knows libFuzzer and counts coverage, and the tools that read its counts are there. */
export const clangIsComplete = () =>
  compiles(
    findProgram('clang++'),
    ['-fsanitize=address', '-fprofile-instr-generate', '-fcoverage-mapping'],
    'int main() {}\n',
  ) &&
  compiles(
    findProgram('clang++'),
    ['-fsanitize=fuzzer'],
    '#include <cstddef>\n#include <cstdlib>\nextern "C" int LLVMFuzzerTestOneInput(const unsigned char*, std::size_t) { std::_Exit(0); }\n',
  ) &&
  llvmTool('llvm-cov') !== null &&
  llvmTool('llvm-profdata') !== null;

/** The programs with which the browser tests run; null where one is missing. */
export const browsers = {
  chromium: () => findProgram('chromium', 'chromium-browser', '/Applications/Chromium.app/Contents/MacOS/Chromium'),
  firefox: () => findProgram('firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'),
  webkitDriver: () => findProgram('WebKitWebDriver', '/usr/libexec/webkit2gtk-4.1/WebKitWebDriver'),
};

/**
 * @typedef {object} Requirement
 * @property {string} title      what a person calls it
 * @property {'build' | 'test'} purpose  `build`: for every command; `test`: for npm test only
 * @property {() => boolean} present
 * @property {string[]} debian   packages of Debian and Ubuntu
 * @property {string[]} fedora   packages of Fedora
 * @property {string[]} homebrew formulas and casks of Homebrew; none where macOS has it or cannot have it
 * @property {boolean} [linuxOnly]  not asked for elsewhere
 */

/** @type {Requirement[]} */
export const requirements = [
  {
    title: 'Emscripten 3.1.6 or newer (emcc)',
    purpose: 'build',
    present: () => findEmscripten() !== null,
    debian: ['emscripten'],
    fedora: ['emscripten'],
    homebrew: ['emscripten'],
  },
  {
    title: 'Eigen 3.4 or newer',
    purpose: 'build',
    present: () => underAPrefix('share/eigen3/cmake/Eigen3Config.cmake') || Boolean(process.env.Eigen3_DIR),
    debian: ['libeigen3-dev'],
    fedora: ['eigen3-devel'],
    homebrew: ['eigen'],
  },
  {
    title: 'doctest 2.4 or newer',
    purpose: 'build',
    present: () => underAPrefix('include/doctest/doctest.h'),
    debian: ['doctest-dev'],
    fedora: ['doctest-devel'],
    homebrew: ['doctest'],
  },
  {
    title: 'CMake 3.21 or newer',
    purpose: 'build',
    present: () => capture('cmake', ['--list-presets']).ok,
    debian: ['cmake'],
    fedora: ['cmake'],
    homebrew: ['cmake'],
  },
  {
    title: 'Ninja',
    purpose: 'build',
    present: () => findProgram('ninja') !== null,
    debian: ['ninja-build'],
    fedora: ['ninja-build'],
    homebrew: ['ninja'],
  },
  {
    title: 'a C++20 compiler with AddressSanitizer and UndefinedBehaviorSanitizer',
    purpose: 'test',
    present: compilesWithSanitizers,
    debian: ['g++'],
    fedora: ['gcc-c++', 'libasan', 'libubsan'],
    homebrew: ['llvm'],
  },
  {
    title: 'clang with libFuzzer and coverage',
    purpose: 'test',
    present: clangIsComplete,
    debian: ['clang', 'llvm', 'libclang-rt-dev'],
    fedora: ['clang', 'llvm', 'compiler-rt'],
    homebrew: [],
    linuxOnly: true, // Apple's clang has no libFuzzer, and Homebrew's stays off the PATH
  },
  {
    title: 'Valgrind',
    purpose: 'test',
    present: () => findProgram('valgrind') !== null,
    debian: ['valgrind'],
    fedora: ['valgrind'],
    homebrew: [],
    linuxOnly: true,
  },
  {
    title: 'clang-format',
    purpose: 'test',
    present: () => findProgram('clang-format') !== null,
    debian: ['clang-format'],
    fedora: ['clang-tools-extra'],
    homebrew: ['clang-format'],
  },
  {
    title: 'Chromium',
    purpose: 'test',
    present: () => browsers.chromium() !== null,
    debian: ['chromium'],
    fedora: ['chromium'],
    homebrew: ['chromium'],
  },
  {
    title: 'Firefox',
    purpose: 'test',
    present: () => browsers.firefox() !== null,
    debian: ['firefox-esr'],
    fedora: ['firefox'],
    homebrew: ['firefox'],
  },
  {
    title: 'WebKitGTK with its driver',
    purpose: 'test',
    present: () => browsers.webkitDriver() !== null,
    debian: ['webkit2gtk-driver'],
    fedora: ['webkit2gtk4.1'],
    homebrew: [],
    linuxOnly: true,
  },
  {
    title: 'a display without a screen (xvfb-run, xauth)',
    purpose: 'test',
    present: () => findProgram('xvfb-run') !== null && findProgram('Xvfb') !== null && findProgram('xauth') !== null,
    debian: ['xvfb', 'xauth'],
    fedora: ['xorg-x11-server-Xvfb', 'xorg-x11-xauth'],
    homebrew: [],
    linuxOnly: true,
  },
  {
    title: 'a message bus (dbus-run-session)',
    purpose: 'test',
    present: () => findProgram('dbus-run-session') !== null,
    debian: ['dbus'],
    fedora: ['dbus-daemon'],
    homebrew: [],
    linuxOnly: true,
  },
];
