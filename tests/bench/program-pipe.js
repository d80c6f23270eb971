// A native program of the bench at the other end of a pipe: a command is a line, and so is its answer.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {{ ask: (command: string) => Promise<string>, close: () => void }}  answers come in the order of the commands
 */
export function openPipe(program, args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {{ resolve: (line: string) => void, reject: (error: Error) => void }[]} */
  const waiting = [];
  createInterface({ input: child.stdout })
    .on('line', (line) => waiting.shift()?.resolve(line))
    .on('close', () => waiting.shift()?.reject(new Error(`${program} ended`)));
  process.once('exit', () => child.kill());
  return {
    ask: (command) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${command}\n`);
      }),
    close: () => void child.kill(),
  };
}
