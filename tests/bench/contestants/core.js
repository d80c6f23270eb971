// This engine's own core, compiled by the machine's compiler for SSE4.1: what its kernels do without WebAssembly and JavaScript. Its data
// are its own, of the same law; the engine that it is made of is checked.
import { coreProgram } from '../native-programs.js';
import { openPipe } from '../program-pipe.js';

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'own core, native',
  numbers: 'float32',
  environments: ['native'],
  standIn: {},
  supports: (id) => !id.startsWith('W8.') || 'networks only',
  async load() {
    await coreProgram();
  },
  async open(workload) {
    const { ask, close } = openPipe(await coreProgram(), ['--serve', workload.id, process.env.BENCH_CLOCK ?? 'wall']);
    return {
      run: async (count) => Number(await ask(`run ${count}`)),
      restart: () => ask('restart'),
      dispose: close,
    };
  },
};
