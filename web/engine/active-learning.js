// Active learning on the points of an experiment: a network that knows only the labels it has asked for, and chooses the next question.
// After each answer it is trained anew from the same start, so that a run depends on the experiment and the answers alone.
import { disposed, PlaygroundError } from './playground-error.js';

/** @import { Experiment, Metrics } from './types.js' */

/**
 * How the next point is chosen from those without a label.
 *
 * Source    Settles 2009, Active Learning Literature Survey: uncertainty sampling, by the margin between the two best classes.
 */
export const ASKING = /** @type {const} */ ([
  { name: 'least_sure', title: 'Asks where least sure' },
  { name: 'random', title: 'Asks at random' },
]);

/** Mini-batch steps of each training, unless the caller wants another number. */
const STEPS = 400;

/** @typedef {typeof ASKING[number]['name']} Asking */
/** @typedef {{ labels: number, accuracy: number }} LearnedPoint */

export class ActiveLearner {
  /** @type {any} */ #engine;
  /** @type {any} */ #model = null;
  /** While it learns. @type {Promise<void> | null} */ #learning = null;
  #isDisposed = false;

  /**
   * @param {any} engine  `web/engine/index.js`
   * @param {Experiment} experiment
   * @param {{ train: import('./types.js').Part, test: import('./types.js').Part }} data  of that experiment: classes
   * @param {{ columns: number, task: string, classes: number }} description  of its network
   * @param {{ asking: Asking, steps?: number }} options
   */
  constructor(engine, experiment, data, { columns, task, classes }, { asking, steps = STEPS }) {
    if (task === 'regression')
      throw new PlaygroundError({
        code: 'mismatch',
        message: 'labels are asked for classes; these data have none',
        path: 'data',
      });
    this.#engine = engine;
    this.experiment = experiment;
    this.data = data;
    this.columns = columns;
    this.classes = classes;
    this.asking = asking;
    this.steps = steps;
    /** Rows of the training part whose label is known, in the order of the answers. @type {number[]} */
    this.rows = [];
    /** The label that was given for each. @type {number[]} */
    this.labels = [];
    /** Accuracy on the test part after each training. @type {LearnedPoint[]} */
    this.history = [];
    /** The row that is asked about; null when all are known. @type {number | null} */
    this.question = null;
  }

  /** The network as it is now; another one after every answer. */
  get model() {
    return this.#model;
  }

  /**
   * Begins with the first row of each class, which is a random one: the core has shuffled them.
   *
   * Errors    as `answer`.
   */
  async start() {
    const { labels } = this.data.train;
    const classes = Array.from({ length: this.classes }, (_, label) => ({ row: labels.indexOf(label), label }));
    await this.#learn(classes.filter(({ row }) => row >= 0));
  }

  /**
   * Takes the answer to `question` and learns. What it could not learn from it does not know.
   *
   * Errors    PlaygroundError: out_of_range; mismatch while it still learns from the answer before; disposed.
   * @param {number} [label]  the true one when left out
   */
  async answer(label = this.question === null ? 0 : this.data.train.labels[this.question]) {
    if (this.question === null) return;
    if (!(Number.isInteger(label) && label >= 0 && label < this.classes))
      throw new PlaygroundError({
        code: 'out_of_range',
        message: `expected a class in 0..${this.classes - 1}, got ${label}`,
        path: 'label',
      });
    await this.#learn([{ row: this.question, label }]);
  }

  /** Gives the memory back, also of a network that is still being made. */
  async dispose() {
    this.#isDisposed = true;
    await this.#learning?.catch(() => {}); // told to whoever waits for the answer
    const model = this.#model;
    this.#model = null;
    await model?.dispose();
  }

  #refuseDisposed() {
    if (this.#isDisposed) throw disposed();
  }

  /** @param {{ row: number, label: number }[]} answers */
  async #learn(answers) {
    this.#refuseDisposed();
    if (this.#learning)
      throw new PlaygroundError({ code: 'mismatch', message: 'the network still learns from the answer before', path: '' });
    const known = this.rows.length;
    this.rows.push(...answers.map(({ row }) => row));
    this.labels.push(...answers.map(({ label }) => label));
    this.#learning = this.#train();
    try {
      await this.#learning;
    } catch (error) {
      this.rows.length = this.labels.length = known;
      throw error;
    } finally {
      this.#learning = null;
    }
  }

  /**
   * A new network from the same start, trained on the rows whose labels are known; then the next question. All rows are in its data,
   * because inputs are known without their labels, and are what standardising rests on.
   */
  async #train() {
    const { train, test } = this.data;
    const labels = Float32Array.from(train.labels, () => 0);
    for (const [place, row] of this.rows.entries()) labels[row] = this.labels[place];
    const samples = {
      values: joined(train.points, test.points),
      labels: joined(labels, test.labels),
      columns: this.columns,
      problem: this.classes === 2 ? 'binary' : 'multiclass',
      classes: this.classes,
      trainRows: train.labels.length,
    };
    let model = await this.#engine.createModel(this.experiment, { data: samples });
    try {
      this.#refuseDisposed();
      const { test: measured } = /** @type {{ test: Metrics }} */ (await model.trainAround(this.rows, this.steps));
      const open = Array.from(train.labels, (_, row) => row).filter((row) => !this.rows.includes(row));
      const question = open.length === 0 ? null : this.asking === 'random' ? open[0] : await this.#leastSure(model, open);
      this.#refuseDisposed();
      this.history.push({ labels: this.rows.length, accuracy: measured.accuracy ?? 0 });
      this.question = question;
      [model, this.#model] = [this.#model, model];
    } finally {
      await model?.dispose(); // the one before, or this one where it came to nothing
    }
  }

  /** @param {number} row of the training part */
  #point(row) {
    return this.data.train.points.subarray(row * this.columns, (row + 1) * this.columns);
  }

  /** @param {any} model @param {number[]} open */
  async #leastSure(model, open) {
    const points = new Float32Array(open.length * this.columns);
    for (const [place, row] of open.entries()) points.set(this.#point(row), place * this.columns);
    const outputs = /** @type {Float32Array} */ (await model.predict(points, { logits: true }));
    const width = outputs.length / open.length;
    const margins = open.map((_, place) => marginOf(outputs.subarray(place * width, (place + 1) * width)));
    return open[margins.indexOf(Math.min(...margins))];
  }
}

/**
 * Both ways of asking, from one start after another: each start has its own data and its own first weights.
 *
 * @param {any} engine
 * @param {Experiment} experiment
 * @param {{ starts: number, labels: number, steps?: number, onStart?: (histories: LearnedPoint[][]) => void, stop?: AbortSignal }} options
 *   `onStart` is given the histories of a start, one a way of asking
 * @returns {Promise<void>}
 */
export async function repeatStarts(engine, experiment, { starts, labels, steps, onStart, stop }) {
  const { experiment: full } = await engine.validate(experiment);
  for (let start = 0; start < starts && !stop?.aborted; ++start) {
    const own = { ...experiment, seed: (full.seed + start) >>> 0 };
    const model = await engine.createModel(own);
    const data = await model.data();
    const { description } = model;
    await model.dispose();
    const histories = [];
    for (const { name } of ASKING) {
      const learner = new ActiveLearner(engine, own, data, description, { asking: name, steps });
      await learner.start();
      while (!stop?.aborted && learner.question !== null && learner.rows.length < labels) await learner.answer();
      histories.push(learner.history);
      await learner.dispose();
    }
    if (!stop?.aborted) onStart?.(histories);
  }
}

/** @param {Float32Array} first @param {Float32Array} second */
function joined(first, second) {
  const all = new Float32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** How far the best class is ahead of the second; a single output stands for two classes. @param {Float32Array} outputs */
function marginOf(outputs) {
  if (outputs.length === 1) return Math.abs(outputs[0]);
  const [first, second] = Float32Array.from(outputs).sort().reverse();
  return first - second;
}
