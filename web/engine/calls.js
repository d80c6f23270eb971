// Calls over the line between two threads: a name and plain data there, an answer back, and news of a long call on the way. Knows no call.

/**
 * One end of a line, as a worker and its page have it.
 *
 * @typedef {object} Line
 * @property {(message: any, transfer: Transferable[]) => void} postMessage
 * @property {(type: 'message', listener: (event: { data: any }) => void) => void} addEventListener
 */
/** @typedef {{ id: number, name: string, parameters: unknown[], wantsNews: boolean }} Call */
/** @typedef {{ id: number } & ({ value: unknown } | { news: unknown } | { failure: string })} Reply */
/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void, onNews?: (news: any) => void }} Waiting */

/** Answers whose arrays the caller gets, without a copy. @type {WeakSet<object>} */
const given = new WeakSet();

/** Says that nobody here needs an answer's arrays any longer. @template T @param {T} answer @returns {T} */
export function give(answer) {
  if (answer && typeof answer === 'object') given.add(answer);
  return answer;
}

/** @param {any} value @param {ArrayBuffer[]} buffers */
function buffersOf(value, buffers) {
  if (ArrayBuffer.isView(value)) buffers.push(/** @type {ArrayBuffer} */ (value.buffer));
  else if (value && typeof value === 'object') for (const member of Object.values(value)) buffersOf(member, buffers);
  return buffers;
}

/**
 * Answers every call that comes in. A call that wants news gets a function for them as its last parameter.
 * @param {Line} line
 * @param {Record<string, (...parameters: any[]) => any>} calls
 */
export function answerCalls(line, calls) {
  line.addEventListener('message', async ({ data }) => {
    const { id, name, parameters, wantsNews } = /** @type {Call} */ (data);
    const tell = (/** @type {Reply} */ reply, /** @type {Transferable[]} */ transfer = []) => line.postMessage(reply, transfer);
    try {
      const value = await calls[name](
        ...parameters,
        ...(wantsNews ? [(/** @type {unknown} */ news) => tell({ id, news })] : []),
      );
      tell({ id, value }, given.has(value) ? [...new Set(buffersOf(value, []))] : []);
    } catch (error) {
      tell({ id, failure: String(error) });
    }
  });
}

/**
 * What calls the other end.
 *
 * Errors    rejects when the parameters cannot be copied, or the call throws there; never answers when the other end is gone.
 * @param {Line} line
 * @returns {(name: string, parameters: unknown[], onNews?: (news: any) => void) => Promise<any>}
 */
export function callsOver(line) {
  /** @type {Map<number, Waiting>} */
  const waiting = new Map();
  let lastId = 0;
  line.addEventListener('message', ({ data }) => {
    const reply = /** @type {Reply} */ (data);
    const call = waiting.get(reply.id);
    if ('news' in reply) call?.onNews?.(reply.news);
    else if (call) {
      waiting.delete(reply.id);
      if ('failure' in reply) call.reject(new Error(reply.failure));
      else call.resolve(reply.value);
    }
  });
  return (name, parameters, onNews) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      line.postMessage({ id, name, parameters, wantsNews: onNews !== undefined }, []);
      waiting.set(id, { resolve, reject, onNews });
    });
}
