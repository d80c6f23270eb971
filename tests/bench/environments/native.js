// What runs without JavaScript: Eigen and the core's own bench program through their pipes, in Node processes that only pass lines on.
import { coreProgram, eigenProgram } from '../native-programs.js';
import { nodeEnvironment } from './node.js';

/**
 * Builds what it runs first, so that no round waits for a compiler.
 * @param {{ clock: 'wall' | 'processor', say: (text: string) => void }} options
 * @returns {Promise<import('../rounds.js').Environment & { available: string[], missing: string[] }>}
 */
export async function nativeEnvironment({ clock, say }) {
  const processes = nodeEnvironment({ name: 'native', clock });
  const available = [];
  const missing = [];
  for (const [name, program] of Object.entries({ eigen: eigenProgram, core: coreProgram })) {
    say(`Building the native program ${name} where it is not built yet …`);
    try {
      await program();
      available.push(name);
    } catch (error) {
      const [line] = String(error instanceof Error ? error.message : error).split('\n');
      missing.push(`${name} (${line})`);
    }
  }
  return { ...processes, available, missing };
}
