// jax-js on its WebAssembly backend: a training step is one compiled function of parameters, state and batch. Arrays count their
// users: `.ref` keeps one, handing it on uses it up.
import * as jax from '@jax-js/jax';
import { leakySlope, learnedSlope } from '../workloads.js';

/** @import { ActivationWorkload, GridWorkload, TrainingWorkload } from '../workloads.js' */

const { numpy: np, nn, lax } = jax;

/** Weights as inputs × outputs; filters as they are. @param {import('../workloads.js').Block[]} blocks @param {number} kernel @returns {any[]} */
function parametersOf(blocks, kernel) {
  const transposed = (/** @type {Float32Array} */ weights, /** @type {number} */ rows, /** @type {number} */ columns) =>
    np.array(
      Float32Array.from({ length: weights.length }, (_, i) => weights[(i % rows) * columns + Math.floor(i / rows)]),
      { shape: [columns, rows] },
    );
  return blocks.flatMap(({ kind, rows, columns, weights, recurrent, biases }) => [
    kind === 'convolution'
      ? np.array(weights.slice(), { shape: [rows, columns / kernel ** 2, kernel, kernel] })
      : transposed(weights, rows, columns),
    ...(recurrent ? [transposed(recurrent, rows, rows)] : []),
    np.array(biases.slice(), { shape: [rows] }),
  ]);
}

/** @param {TrainingWorkload} workload @returns {(parameters: any[], x: any) => any} uses its arguments up */
function forwardOf({ net, activation, head, sizes, sequenceSteps, kernel }) {
  const bend = activation === 'tanh' ? np.tanh : nn.relu;
  if (net === 'dense')
    return (p, x) => {
      for (let i = 0; i < p.length; i += 2) {
        x = np.matmul(x, p[i]).add(p[i + 1]);
        if (i + 2 < p.length || head === 'half_squared_tanh') x = bend(x);
      }
      return x;
    };
  if (net === 'recurrent')
    return (p, steps) => {
      let state = np.zeros([steps.shape[1], sizes[1]]);
      for (let t = 0; t < sequenceSteps; ++t) {
        const given = np.matmul(steps.ref.slice(t), p[0].ref);
        state = nn.relu(given.add(np.matmul(state, p[1].ref)).add(p[2].ref));
      }
      for (const used of [steps, p[0], p[1], p[2]]) used.dispose();
      return np.matmul(state, p[3]).add(p[4]);
    };
  const margin = kernel >> 1;
  const stage = (/** @type {any} */ x, /** @type {any} */ filters, /** @type {any} */ biases, /** @type {number} */ count) => {
    const sums = lax.convGeneralDilated(
      x,
      filters,
      [1, 1],
      [
        [margin, margin],
        [margin, margin],
      ],
    );
    return lax.reduceWindow(nn.relu(sums.add(biases.reshape([1, count, 1, 1]))), np.max, [2, 2], [2, 2]);
  };
  return (p, x) => {
    const rows = x.shape[0];
    const top = stage(stage(x, p[0], p[1], sizes[1]), p[2], p[3], sizes[2]);
    return np.matmul(top.reshape([rows, -1]), p[4]).add(p[5]);
  };
}

/** @param {TrainingWorkload['head']} head @param {any} out @param {any} wanted */
function lossOf(head, out, wanted) {
  const rows = out.shape[0];
  // log(1 + eᶻ) by parts: its own softplus loses digits of the slope.
  if (head === 'logistic')
    return nn
      .relu(out.ref)
      .add(np.log1p(np.exp(np.abs(out.ref).mul(-1))))
      .sub(out.mul(wanted))
      .mean();
  if (head === 'softmax')
    return nn
      .logSoftmax(out)
      .mul(wanted)
      .sum()
      .mul(-1 / rows);
  const squared = np.square(out.sub(wanted)).mean();
  return head === 'squared' ? squared : squared.mul(0.5);
}

/**
 * The update of parameters and state by gradients.
 *
 * Trap      Adam's corrections for its start come from outside, in double: 1 − 0.999 in float is wrong from the fifth digit on.
 * @param {TrainingWorkload['rule']} rule
 */
function updateOf({ name, rate, momentum = 0 }) {
  return (
    /** @type {any[]} */ p,
    /** @type {any[]} */ state,
    /** @type {any[]} */ g,
    /** @type {any} */ scale,
    /** @type {any} */ root,
  ) => {
    const moved = name === 'momentum' ? state.map((v, i) => v.mul(momentum).add(g[i])) : state;
    if (name !== 'adam') {
      const steps = name === 'momentum' ? moved.map((v) => v.ref) : g;
      return [p.map((w, i) => w.sub(steps[i].mul(rate))), moved];
    }
    const m = p.map((_, i) => state[i].mul(0.9).add(g[i].ref.mul(0.1)));
    const v = p.map((_, i) => state[p.length + i].mul(0.999).add(np.square(g[i]).mul(0.001)));
    const next = p.map((w, i) => w.sub(m[i].ref.mul(scale.ref).div(np.sqrt(v[i].ref).mul(root.ref).add(1e-8))));
    return [next, [...m, ...v]];
  };
}

/** @param {TrainingWorkload} workload @returns {import('./contestant.js').Instance} */
function training(workload) {
  const { net, head, sizes, sequenceSteps, kernel, inputs, targets, width, batch, batches, outputs, rule, blocks } = workload;
  const forward = forwardOf(workload);
  const lossFunction = (/** @type {any[]} */ p, /** @type {any} */ x, /** @type {any} */ y) => lossOf(head, forward(p, x), y);
  const gradient = jax.grad(lossFunction);
  const update = updateOf(rule);
  const step = jax.jit(
    (
      /** @type {any[]} */ p,
      /** @type {any[]} */ state,
      /** @type {any} */ x,
      /** @type {any} */ y,
      /** @type {any[]} */ corrections,
    ) => {
      const result = update(
        p,
        state,
        gradient(
          p.map((w) => w.ref),
          x,
          y,
        ),
        corrections[0],
        corrections[1],
      );
      for (const used of corrections) used.dispose();
      return result;
    },
  );
  const inputOf = (/** @type {number} */ from, /** @type {number} */ rows) => {
    const flat = inputs.slice(from * width, (from + rows) * width);
    if (net === 'dense') return np.array(flat, { shape: [rows, width] });
    if (net === 'convolution') return np.array(flat, { shape: [rows, 1, sizes[0], sizes[0]] });
    return np.moveaxis(np.array(flat, { shape: [rows, sizes[0], sequenceSteps] }), 2, 0);
  };
  const targetOf = (/** @type {number} */ from, /** @type {number} */ rows) => {
    if (head !== 'softmax') return np.array(targets.slice(from, from + rows), { shape: [rows, 1] });
    const flat = new Float32Array(rows * outputs);
    for (let row = 0; row < rows; ++row) flat[row * outputs + targets[from + row]] = 1;
    return np.array(flat, { shape: [rows, outputs] });
  };
  const x = Array.from({ length: batches }, (_, i) => inputOf(i * batch, batch));
  const y = Array.from({ length: batches }, (_, i) => targetOf(i * batch, batch));
  const zeros = () => parametersOf(blocks, kernel).map((w) => np.zerosLike(w));
  /** @type {any[]} */
  let p = [];
  /** @type {any[]} */
  let state = [];
  let steps = 0;
  const drop = () => {
    for (const used of [...p, ...state]) used.dispose();
  };
  const restart = () => {
    drop();
    p = parametersOf(blocks, kernel);
    state = rule.name === 'sgd' ? [] : rule.name === 'momentum' ? zeros() : [...zeros(), ...zeros()];
    steps = 0;
  };
  restart();
  return {
    async run(count) {
      for (let i = 0; i < count; ++i) {
        const batchNumber = steps++ % batches;
        const corrections =
          rule.name === 'adam'
            ? [rule.rate / (1 - 0.9 ** steps), 1 / Math.sqrt(1 - 0.999 ** steps)].map((c) => np.array(c))
            : [];
        [p, state] = /** @type {any} */ (step)(p, state, x[batchNumber].ref, y[batchNumber].ref, corrections);
      }
      await jax.blockUntilReady(p);
    },
    answers: (rows) =>
      forward(
        p.map((w) => w.ref),
        inputOf(0, rows),
      ).data(),
    restart,
    dispose: drop,
  };
}

/** @param {GridWorkload} workload @returns {import('./contestant.js').Instance} */
function grid({ blocks, inputs, rows, maps }) {
  const p = parametersOf(blocks, 1);
  const points = np.array(inputs.slice(), { shape: [rows, 2] });
  const all = jax.jit((/** @type {any[]} */ w, /** @type {any} */ x) => {
    const kept = [];
    for (let i = 0; i < w.length; i += 2) {
      x = np.matmul(x, w[i]).add(w[i + 1]);
      if (i + 2 < w.length) {
        x = nn.relu(x);
        if (maps) kept.push(x.ref);
      }
    }
    return [nn.sigmoid(x), ...kept];
  });
  /** @type {any} */
  let shown;
  return {
    run(count) {
      for (let pass = 0; pass < count; ++pass)
        [shown] = /** @type {any} */ (all)(
          p.map((w) => w.ref),
          points.ref,
        ).map((/** @type {any} */ map) => map.dataSync());
    },
    answers: () => shown,
    dispose: () => {
      for (const used of [...p, points]) used.dispose();
    },
  };
}

/** @type {Record<string, (z: any) => any>} */
const functions = {
  relu: (z) => nn.relu(z),
  leaky_relu: (z) => nn.leakyRelu(z, leakySlope),
  elu: (z) => nn.elu(z),
  sigmoid: (z) => nn.sigmoid(z),
  tanh: (z) => np.tanh(z),
  gelu_tanh: (z) => nn.gelu(z, { approximate: true }),
  silu: (z) => nn.silu(z),
};

/** @param {ActivationWorkload} workload @returns {import('./contestant.js').Instance} */
function activationPass({ activation, inputs, deltas }) {
  const z = np.array(inputs.slice(), { shape: [inputs.length] });
  const delta = np.array(deltas.slice(), { shape: [deltas.length] });
  const slope = np.array(learnedSlope);
  const bent = (/** @type {any} */ x, /** @type {any} */ a) => np.where(np.greater(x.ref, 0), x.ref, x.mul(a));
  const learned = activation === 'prelu';
  const both = jax.jit((/** @type {any} */ x, /** @type {any} */ a, /** @type {any} */ upstream) => {
    const [value, back] = learned
      ? jax.vjp(bent, [x, a])
      : jax.vjp((/** @type {any} */ only) => functions[activation](only), [x]);
    if (!learned) a.dispose();
    return [value, back(upstream)];
  });
  return {
    async run(count) {
      for (let pass = 0; pass < count; ++pass) {
        const result = /** @type {any} */ (both)(z.ref, slope.ref, delta.ref);
        await jax.blockUntilReady(result);
        jax.tree.dispose(result);
      }
    },
    dispose: () => {
      for (const used of [z, delta, slope]) used.dispose();
    },
  };
}

/** @type {import('./contestant.js').Contestant} */
export default {
  name: 'jax-js',
  package: '@jax-js/jax',
  numbers: 'float32',
  environments: ['node', 'chromium'],
  standIn: { W2: 'its float sums part from all others in the fourth digit after eight steps' },
  supports: () => true,
  async load() {
    if (!(await jax.init('wasm')).includes('wasm')) throw new Error('jax-js has no WebAssembly here.');
    jax.defaultDevice('wasm');
  },
  open: (workload) =>
    workload.task === 'train' ? training(workload) : workload.task === 'grid' ? grid(workload) : activationPass(workload),
};
