// What the core answers, or what it has to say instead.
import { PlaygroundError } from './playground-error.js';

/**
 * @template Answer
 * @param {{ lastError(): any }} module
 * @param {Answer | null} answer  null where the core refuses
 * @returns {Answer}
 */
export function told(module, answer) {
  if (answer === null) throw new PlaygroundError(module.lastError());
  return answer;
}
