// What runs without JavaScript: Eigen through its pipe, in a Node process that only passes lines on, and the core's own bench program.
import { capture } from '../../../cpp/toolchain/process.mjs';
import { coreProgram, eigenProgram } from '../native-programs.js';
import { makeWorkload } from '../workloads.js';
import { nodeEnvironment } from './node.js';

/** @returns {import('../rounds.js').Environment} */
export function nativeEnvironment() {
  const processes = nodeEnvironment({ name: 'native' });
  return {
    name: 'native',
    async open(contestant, workload) {
      if (contestant !== 'core') {
        await eigenProgram(); // here, so that building it takes nobody's time limit
        return processes.open(contestant, workload);
      }
      const program = await coreProgram();
      const { samplesPerStep } = makeWorkload(workload);
      return {
        check: async () => null, // its data are its own; the engine that it is made of is checked
        warmUp: async () => ({ stepMs: 0 }),
        async window(ms) {
          const { ok, output } = capture(program, ['--ms', String(ms), workload]);
          if (!ok) throw new Error(output);
          return { samplesPerSecond: JSON.parse(output).stepsPerSecond * samplesPerStep };
        },
        close: async () => {},
      };
    },
    close: async () => {},
  };
}
