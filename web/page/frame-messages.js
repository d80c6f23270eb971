// What a page and the playground in its frame may say to each other, as tables, and the judgement on a message that comes in. Knows neither
// window nor element, so that hostile messages can be tried without them.

/** Every message is an object with these two and a `type`. A page that is not spoken to hears and says nothing. */
export const NAMESPACE = 'relu-playground';
export const VERSION = 1;

/** Bounds that a hostile message meets before anything is copied; no experiment comes near them. */
const MOST_VALUES = 20_000;
const MOST_NESTING = 40;
const MOST_STEPS = 1_000_000;
const MOST_ID = 64;

/** @typedef {{ code: string, path: string, message: string }} Refusal */
/**
 * @typedef {object} CommandRow
 * @property {string} type
 * @property {string} summary
 * @property {string} [field]   the one member beside `ns`, `v`, `type` and `id`
 * @property {string} [expected]
 * @property {(value: unknown) => boolean} [allows]
 */

/** What a page may ask for. Each is answered by `answer` or `error` with the same `id`. @type {readonly CommandRow[]} */
export const COMMANDS = [
  { type: 'play', summary: 'Train.' },
  { type: 'pause', summary: 'Stop training.' },
  {
    type: 'step',
    summary: 'Take `count` steps.',
    field: 'count',
    expected: `a whole number in 1..${MOST_STEPS}`,
    allows: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_STEPS,
  },
  { type: 'reset', summary: 'Go back to the same start.' },
  { type: 'get_experiment', summary: 'Answer with the experiment: only what differs from the defaults.' },
  {
    type: 'set_experiment',
    summary: 'Take `experiment`; a refused one leaves the running network as it is.',
    field: 'experiment',
    expected: 'a plain object of bounded size',
    allows: (value) => isRecord(value) && isPlain(value),
  },
  { type: 'snapshot', summary: 'Answer with `snapshot`, the state of the run: `step`, `epoch`, `train`, `test`, `weights`.' },
  { type: 'get_height', summary: 'Say `height` again.' },
];

/** What the frame says, to the page that it stands in and to nobody else. */
export const NEWS = [
  { type: 'ready', summary: 'The first picture is on the screen; `experiment` as above.' },
  { type: 'height', summary: 'The content is `height` CSS pixels high.' },
  { type: 'epoch', summary: 'An epoch has passed: `epoch`, `step`, `train`, `test`.' },
  { type: 'diagnosis', summary: 'The run is judged otherwise than before: `name`, `sentence`.' },
  { type: 'solved', summary: 'The task is solved: `epoch`, `test`.' },
  { type: 'change', summary: 'Another experiment runs: `experiment`, and `source`, who wanted it.' },
  { type: 'error', summary: 'Something was refused or failed: `code`, `path`, `message`, and the `id` of what was asked.' },
  {
    type: 'answer',
    summary: 'What was asked under `id` is done; `experiment`, `snapshot` or `height` where it was asked for.',
  },
];

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is JSON's kind of value, without a circle, and of bounded size. @param {unknown} root */
function isPlain(root) {
  let values = 0;
  /** @param {unknown} value @param {number} depth @returns {boolean} */
  const walk = (value, depth) => {
    if (++values > MOST_VALUES || depth > MOST_NESTING) return false;
    if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return true;
    if (!Array.isArray(value) && !isRecord(value)) return false;
    return Object.values(value).every((member) => walk(member, depth + 1));
  };
  return walk(root, 0);
}

/** @param {unknown} id */
const isId = (id) => Number.isSafeInteger(id) || (typeof id === 'string' && id.length <= MOST_ID);

/** @param {unknown} value as a short text */
function told(value) {
  const text =
    typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value === 'object' ? 'an object' : String(value);
  return text.slice(0, 44);
}

/**
 * Judges what came in.
 *
 * Errors    unknown_version, unknown_name, unknown_key, wrong_type, out_of_range, each with the member's name as its path.
 *
 * @param {unknown} data
 * @returns {{ command: CommandRow, id: string | number | null, value: any } | { refusal: Refusal, id: string | number | null } | null}
 *   null for what is not meant for a playground: it is not answered
 */
export function readMessage(data) {
  if (!isRecord(data) || data.ns !== NAMESPACE) return null;
  const id = isId(data.id) ? /** @type {string | number} */ (data.id) : null;
  const refuse = (/** @type {string} */ code, /** @type {string} */ path, /** @type {string} */ expected) => ({
    refusal: { code, path, message: `expected ${expected}, got ${told(data[path])}` },
    id,
  });
  if (data.v !== VERSION) return refuse('unknown_version', 'v', String(VERSION));
  const command = COMMANDS.find(({ type }) => type === data.type);
  if (!command) return refuse('unknown_name', 'type', `one of ${COMMANDS.map(({ type }) => type).join(', ')}`);
  if (data.id !== undefined && id === null)
    return refuse('wrong_type', 'id', `a whole number or a text of ${MOST_ID} letters at most`);
  const members = ['ns', 'v', 'type', 'id', ...(command.field ? [command.field] : [])];
  const stranger = Object.keys(data).find((name) => !members.includes(name));
  if (stranger !== undefined)
    return {
      refusal: { code: 'unknown_key', path: stranger.slice(0, 40), message: `expected only ${members.join(', ')}` },
      id,
    };
  const value = command.field ? data[command.field] : undefined;
  if (command.field && !command.allows?.(value))
    return refuse(typeof value === 'number' ? 'out_of_range' : 'wrong_type', command.field, command.expected ?? '');
  return { command, id, value };
}

/** A message as it is sent. @param {string} type @param {object} [members] */
export const message = (type, members = {}) => ({ ns: NAMESPACE, v: VERSION, type, ...members });
