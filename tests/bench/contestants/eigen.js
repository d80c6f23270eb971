// Eigen, compiled by this machine's C++ compiler for SSE4.1 (what WebAssembly's SIMD corresponds to): the program native_eigen.cpp at
// the other end of a pipe.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eigenProgram } from '../native-programs.js';
import { openPipe } from '../program-pipe.js';

const nets = ['dense', 'convolution', 'recurrent', 'grid'];
const heads = ['half_squared_tanh', 'logistic', 'softmax', 'squared'];
const rules = ['sgd', 'momentum', 'adam'];

/** Every list of the file is its length and then its numbers. @param {(Int32Array | Float32Array)[]} lists */
function toBytes(lists) {
  return Buffer.concat(
    lists.flatMap((list) => [
      Buffer.from(Int32Array.of(list.length).buffer),
      Buffer.from(list.buffer, list.byteOffset, list.byteLength),
    ]),
  );
}

/** @param {any} workload */
function fileOf({
  task,
  net,
  head,
  rule,
  batch = 0,
  batches = 0,
  kernel = 0,
  sequenceSteps = 0,
  maps,
  sizes,
  inputs,
  targets,
  blocks,
}) {
  const kind = task === 'grid' ? 'grid' : net;
  const settings = [
    nets.indexOf(kind),
    Math.max(0, heads.indexOf(head)),
    Math.max(0, rules.indexOf(rule?.name)),
    batch,
    batches,
    kernel,
    sequenceSteps,
    maps ? 1 : 0,
  ];
  const weights = blocks.flatMap((/** @type {import('../workloads.js').Block} */ block) => [
    ...block.weights,
    ...(block.recurrent ?? []),
    ...block.biases,
  ]);
  return toBytes([
    Int32Array.from(settings),
    Int32Array.from(sizes),
    Float32Array.of(rule?.rate ?? 0, rule?.momentum ?? 0),
    inputs,
    targets ?? new Float32Array(0),
    Float32Array.from(weights),
  ]);
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'Eigen',
  numbers: 'float32',
  environments: ['native'],
  standIn: {},
  supports: (id) => !id.startsWith('W8.') || 'networks only',
  async load() {
    await eigenProgram();
  },
  async open(workload) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const file = join(folder, 'workload.bin');
    writeFileSync(file, fileOf(workload));
    const { ask, close } = openPipe(await eigenProgram(), [file, process.env.BENCH_CLOCK ?? 'wall']);
    await ask('restart'); // by now the file has been read
    rmSync(folder, { recursive: true });
    return {
      run: async (count) => Number(await ask(`run ${count}`)),
      answers: async (rows) => Float64Array.from((await ask(`answers ${rows}`)).trim().split(' '), Number),
      restart: () => ask('restart'),
      dispose: close,
    };
  },
};
