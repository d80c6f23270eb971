// What a network's answer to one row says: the shares of the classes, the class, or values. Knows the description, nothing of the screen.

/** @typedef {import('./types.js').Description} Description */

/**
 * Shares of the classes, as probabilities where the network gives some; null for a regression and for a loss whose outputs are none.
 *
 * @param {Pick<Description, 'task' | 'link'>} description
 * @param {ArrayLike<number>} answer  as `predict` gives it
 * @returns {number[] | null}
 */
export function sharesOf({ task, link }, answer) {
  if (task === 'regression' || link === 'identity') return null;
  const [first = Number.NaN] = Array.from(answer);
  return task === 'binary' ? [1 - first, first] : Array.from(answer);
}

/** The class that an answer stands for, as the engine counts it. @param {Pick<Description, 'task' | 'link'>} description @param {ArrayLike<number>} answer */
export function classOf({ task, link }, answer) {
  if (task === 'binary') return (answer[0] ?? 0) > (link === 'sigmoid' ? 0.5 : 0) ? 1 : 0;
  let best = 0;
  for (let index = 1; index < answer.length; index++)
    if (/** @type {number} */ (answer[index]) > /** @type {number} */ (answer[best])) best = index;
  return best;
}

/**
 * The rows whose answer is another class than their own.
 *
 * @param {Pick<Description, 'task' | 'link' | 'outputs'>} description
 * @param {ArrayLike<number>} answers  rows × outputs
 * @param {ArrayLike<number>} labels
 * @returns {{ row: number, label: number, said: number }[]}
 */
export function mistakesIn(description, answers, labels) {
  const { outputs } = description;
  const mistakes = [];
  for (let row = 0; row < labels.length; row++) {
    const label = /** @type {number} */ (labels[row]);
    const answer = Array.from({ length: outputs }, (_, output) => /** @type {number} */ (answers[row * outputs + output]));
    const said = classOf(description, answer);
    if (said !== label) mistakes.push({ row, label, said });
  }
  return mistakes;
}
