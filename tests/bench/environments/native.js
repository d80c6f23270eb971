// What runs without JavaScript: Eigen through its pipe, in a Node process that only passes lines on, and the core's own bench program.
import { capture } from '../../../cpp/toolchain/process.mjs';
import { coreProgram, eigenProgram } from '../native-programs.js';
import { makeWorkload } from '../workloads.js';
import { nodeEnvironment } from './node.js';

/**
 * Builds what it runs first, so that no round waits for a compiler.
 * @param {{ clock: 'wall' | 'processor', say: (text: string) => void }} options
 * @returns {Promise<import('../rounds.js').Environment & { available: string[], missing: string[] }>}
 */
export async function nativeEnvironment({ clock, say }) {
  const processes = nodeEnvironment({ name: 'native', clock });
  /** @type {Record<string, string>} */
  const programs = {};
  const missing = [];
  for (const [name, program] of Object.entries({ eigen: eigenProgram, core: coreProgram })) {
    say(`Building the native program ${name} where it is not built yet …`);
    try {
      programs[name] = await program();
    } catch (error) {
      const [line] = String(error instanceof Error ? error.message : error).split('\n');
      missing.push(`${name} (${line})`);
    }
  }
  return {
    name: 'native',
    available: Object.keys(programs),
    missing,
    async open(contestant, workload) {
      if (contestant !== 'core') return processes.open(contestant, workload);
      const { samplesPerStep } = makeWorkload(workload);
      return {
        check: async () => null, // its data are its own; the engine that it is made of is checked
        warmUp: async () => ({ stepMs: 0 }),
        async window(ms) {
          const { ok, output } = capture(programs.core, ['--ms', String(ms), workload]);
          if (!ok) throw new Error(output);
          return { samplesPerSecond: JSON.parse(output).stepsPerSecond * samplesPerStep };
        },
        close: async () => {},
      };
    },
    close: async () => {},
  };
}
