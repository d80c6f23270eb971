// `node lean-glue.mjs FILE…`: takes out of Emscripten's glue what finds and loads a module, since web/engine hands it over. Knows by name the
// few places that lead there, in old releases and new ones; the minifier takes what nothing leads to any more. Refuses a glue that still holds
// some of it afterwards.
import { readFileSync, writeFileSync } from 'node:fs';
import { minifySync, parseSync, Visitor } from 'vite';
import { isProgram, stop } from './process.mjs';

/** Words that only what has to go has a use for. */
const gone = [
  'XMLHttpRequest',
  'fetch',
  'document',
  'importScripts',
  'location',
  'arrayBuffer',
  'wasmBinary',
  '.wasm`',
  'data:',
];

/** Where the glue asks whether it is handed the module. */
const handed = /^Module(?:\.instantiateWasm|\[["']instantiateWasm["']\])$/;

/** A question after the host alone; what hangs on it fetches files. */
const hosts = /^ENVIRONMENT_IS_\w+(?:\s*\|\|\s*ENVIRONMENT_IS_\w+)*$/;

/** What holds the place of the glue itself or of its module. */
const places = /^(?:_scriptDir|_scriptName|wasmBinaryFile)$/;

/**
 * Errors    throws when the module's loading is not where it is looked for, and names what is left of it.
 *
 * @param {string} code  as the linker wrote it
 * @returns {string} the same glue without, its names unchanged
 */
export function withoutLoading(code) {
  const { program, errors } = parseSync('glue.mjs', code);
  if (errors.length > 0) throw new Error(`The glue cannot be read: ${errors[0].message}`);
  const textOf = (/** @type {{ start: number, end: number }} */ { start, end }) => code.slice(start, end);
  /** @type {{ start: number, end: number, by?: string }[]} */ const cuts = [];
  new Visitor({
    BlockStatement({ body }) {
      const asks = body.findIndex((statement) => statement.type === 'IfStatement' && handed.test(textOf(statement.test)));
      const [first] = asks < 0 ? [] : body.slice(asks + 1);
      if (first) cuts.push({ start: first.start, end: body[body.length - 1].end });
    },
    IfStatement(node) {
      if (hosts.test(textOf(node.test)) || /\bwasmBinaryFile\b/.test(textOf(node.test))) cuts.push({ ...node, by: ';' });
    },
    VariableDeclarator({ id, init }) {
      if (init && places.test(textOf(id))) cuts.push({ start: id.end, end: init.end });
    },
    AssignmentExpression(node) {
      if (places.test(textOf(node.left))) cuts.push({ ...node, by: '0' });
    },
  }).visit(program);
  let lean = '';
  let done = 0;
  for (const { start, end, by = '' } of cuts.sort((one, other) => one.start - other.start)) {
    if (start < done) continue; // inside of one that is out already
    lean += code.slice(done, start) + by;
    done = end;
  }
  lean += code.slice(done);
  const { code: rest, errors: faults } = minifySync('glue.mjs', lean, { module: true, mangle: false });
  if (faults.length > 0) throw new Error(`The glue was cut in a wrong place: ${faults[0].message}`);
  const left = gone.filter((word) => rest.includes(word));
  if (left.length > 0) throw new Error(`The glue still loads its module: ${left.join(', ')}`);
  return rest;
}

if (isProgram(import.meta.url))
  for (const file of process.argv.slice(2)) {
    try {
      writeFileSync(file, withoutLoading(readFileSync(file, 'utf8')));
    } catch (cause) {
      stop(`${file}: ${/** @type {Error} */ (cause).message}`);
    }
  }
