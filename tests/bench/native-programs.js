// Builds the bench's native programs where the machine has what they need, and says what is missing. Knows nothing of workloads.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildPreset } from '../../cpp/toolchain/build.mjs';
import { capture, findProgram, root } from '../../cpp/toolchain/process.mjs';

const eigenFolders = ['/usr/include/eigen3', '/usr/local/include/eigen3', '/opt/homebrew/include/eigen3'];

/**
 * The Eigen program, built when its source is newer.
 *
 * Errors    rejects with what is missing or what the compiler said.
 * @returns {Promise<string>} its path
 */
export async function eigenProgram() {
  const source = join(root, 'tests/bench/native_eigen.cpp');
  const folder = join(root, 'build/bench');
  const program = join(folder, 'native_eigen');
  if (existsSync(program) && statSync(program).mtimeMs > statSync(source).mtimeMs) return program;
  const compiler = findProgram('g++', 'clang++');
  const headers = eigenFolders.find((path) => existsSync(path));
  if (!compiler || !headers) throw new Error(`no ${compiler ? 'Eigen' : 'C++ compiler'} on this machine`);
  mkdirSync(folder, { recursive: true });
  const simd = process.arch === 'x64' ? ['-msse4.1'] : [];
  const flags = ['-std=c++20', '-O3', ...simd, '-DNDEBUG', '-fno-exceptions', '-isystem', headers];
  const { ok, output } = capture(compiler, [...flags, source, '-o', program]);
  if (!ok) throw new Error(output);
  return program;
}

/**
 * The core's own bench program.
 *
 * Errors    rejects with what CMake and the compiler said.
 * @returns {Promise<string>} its path
 */
export async function coreProgram() {
  const { ok, output } = await buildPreset('native-release', ['core_bench']);
  if (!ok) throw new Error(output);
  return join(root, 'build/native-release/core_bench');
}

/** Whether Python's PyTorch is here, or why not. @returns {string | true} */
export function findTorch() {
  const python = findProgram('python3');
  if (!python) return 'no python3 on this machine';
  return capture(python, ['-c', 'import torch']).ok || 'python3 has no torch on this machine';
}
