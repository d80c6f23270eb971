// Runs single layers, losses and optimisers on given numbers. They are in a module of their own, which links the engine's objects
// and the probes' and is not shipped. Knows no reference and no fixture.
import { simd } from 'wasm-feature-detect';
import { instantiate } from '../../web/engine/instance.js';
import { PlaygroundError } from '../../web/engine/playground-error.js';
import { compileWasm } from '../../web/engine/read-file.node.js';

/** @import { Variant } from '../../web/engine/instance.js' */

/** @typedef {[channels: number, height: number, width: number]} Shape */
/** @typedef {{ role: string, offset: number, count: number }} ArrayPlace  of a layer's parameters or statistics among all of them */
/** @typedef {{ path: string, type: string, shape: Shape, parameters: ArrayPlace[], statistics: ArrayPlace[] }} Stage */

/**
 * @typedef {object} StageReading
 * @property {number} deltaNorm     ‖∂L/∂A‖₂
 * @property {number} mean          of the outputs A
 * @property {number} deviation
 * @property {number} zeroShare     share of A that is exactly 0
 * @property {number[]} fireShares  for each unit or channel the share of its outputs that are not exactly 0
 * @property {{ role: string, norm: number, gradientNorm: number, largestGradient: number }[]} parameters
 */

/**
 * What an optimiser remembers between steps; missing arrays are zeros.
 * @typedef {{ arrays: ArrayLike<number>[], scalars: number[], steps: number }} OptimizerState
 */

/**
 * The answer, or the error that stands in its place.
 * @param {any} answer
 */
function orThrow(answer) {
  if (answer?.error) throw new PlaygroundError(answer.error);
  return answer;
}

const floats = (/** @type {ArrayLike<number>} */ numbers) => Float32Array.from(numbers);

/** Layers alone. All batches are samples × features, each sample as [channel][y][x], a sequence as [feature][step]. */
export class LayerProbe {
  /**
   * @param {any} module  the loaded WebAssembly module
   * @param {any[]} layers  as in an experiment's network.layers
   * @param {Shape} shape  of one sample
   * @param {number} samples
   */
  constructor(module, layers, shape, samples) {
    this.probe = new module.LayerProbe();
    try {
      orThrow(this.probe.open(layers, shape, samples));
    } catch (error) {
      this.probe.delete();
      throw error;
    }
    /** @type {{ stages: Stage[], outputs: number, parameters: number, statistics: number }} */
    this.description = this.probe.description();
  }

  /**
   * Forward, and with `upstream` (∂L/∂y) also backward. What is left out stays as it was; at first the parameters and statistics are
   * the layers' own.
   * @param {{ x: ArrayLike<number>, parameters?: ArrayLike<number>, statistics?: ArrayLike<number>, upstream?: ArrayLike<number>,
   *   training?: boolean, seed?: number, step?: number }} given
   */
  run({ x, parameters, statistics, upstream, training = false, seed = 0, step = 0 }) {
    const { probe } = this;
    orThrow(probe.setInput(floats(x)));
    if (parameters) orThrow(probe.setParameters(floats(parameters)));
    if (statistics) orThrow(probe.setStatistics(floats(statistics)));
    probe.forward(training, seed, step);
    if (upstream) orThrow(probe.backward(floats(upstream)));
    return {
      /** @type {Float32Array} */
      y: probe.output(),
      /** @type {Float32Array} */
      statistics: probe.statistics(),
      /** @type {Float32Array | undefined} */
      dx: upstream && probe.inputDelta(),
      /** @type {Float32Array | undefined} */
      gradients: upstream && probe.gradients(),
    };
  }

  /** @returns {Float32Array} */
  parameters() {
    return this.probe.parameters();
  }

  /**
   * Outputs A of one stage in the last run.
   * @param {number} stage
   * @returns {Float32Array}
   */
  value(stage) {
    return this.probe.value(stage);
  }

  /**
   * ∂L/∂A of one stage in the last run.
   * @param {number} stage
   * @returns {Float32Array}
   */
  delta(stage) {
    return this.probe.delta(stage);
  }

  /** @returns {StageReading[]}  of the last run, stage by stage */
  readings() {
    return this.probe.readings();
  }

  /**
   * Attacks the input of the last run, in evaluation.
   * @param {any} loss  as in an experiment's training.loss
   * @param {ArrayLike<number>} targets
   * @param {{ norm: 'linf' | 'l2', epsilon: number, step: number, steps: number, low: number, high: number }} attack
   * @returns {{ x: Float32Array, gradients: Float32Array }}  the adversarial inputs, and each row's gradient at the start
   */
  attack(loss, targets, attack) {
    return orThrow(this.probe.attack(loss, floats(targets), attack));
  }

  dispose() {
    this.probe.delete();
  }
}

/** The probes of one build of the engine. */
export class Probes {
  /** @param {any} module */
  constructor(module) {
    this.module = module;
  }

  /**
   * Runs `use` on a probe of these layers and gives its memory back.
   * @template Answer
   * @param {any[]} layers
   * @param {Shape} shape
   * @param {number} samples
   * @param {(probe: LayerProbe) => Answer} use
   */
  layers(layers, shape, samples, use) {
    const probe = new LayerProbe(this.module, layers, shape, samples);
    try {
      return use(probe);
    } finally {
      probe.dispose();
    }
  }

  /**
   * @param {any} loss  as in an experiment's training.loss
   * @param {number} samples
   * @param {ArrayLike<number>} outputs  samples × outputs
   * @param {ArrayLike<number>} targets  the same, or a class number a sample for a loss on those
   * @returns {{ value: number, delta: Float32Array }}  the mean over samples, and its slope
   */
  loss(loss, samples, outputs, targets) {
    return orThrow(this.module.probeLoss(loss, samples, floats(outputs), floats(targets)));
  }

  /**
   * What the reader is shown for these outputs of a network with that loss: probabilities where it has a link.
   * @param {any} loss
   * @param {number} samples
   * @param {ArrayLike<number>} outputs
   * @returns {Float32Array}
   */
  link(loss, samples, outputs) {
    return orThrow(this.module.probeLink(loss, samples, floats(outputs)));
  }

  /**
   * @param {any} optimizer  as in an experiment's training.optimizer
   * @param {ArrayLike<number>} weights
   * @param {ArrayLike<number>} gradients  steps × weights
   * @param {{ rates?: number[], from?: OptimizerState | null }} [options]  each step's learning rate; the state to start from
   * @returns {OptimizerState & { weights: Float32Array }}  the weights after each step, and the state after the last
   */
  optimizer(optimizer, weights, gradients, { rates = [], from = null } = {}) {
    const start = from && { ...from, arrays: from.arrays.map(floats) };
    return orThrow(this.module.probeOptimizer(optimizer, floats(weights), floats(gradients), rates, start));
  }
}

/** @param {Variant | 'auto'} [wanted] */
export async function loadProbes(wanted = 'auto') {
  const variant = wanted === 'auto' ? ((await simd()) ? 'simd' : 'scalar') : wanted;
  const at = (/** @type {string} */ name) => new URL(`../../build/wasm-${variant}/probes/${name}`, import.meta.url);
  const compiled = await compileWasm(at('engine.wasm'));
  const { default: createModule } = await import(at('engine.mjs').href);
  return new Probes((await instantiate(createModule, compiled)).module);
}
