// The fixtures' words for activations, losses and optimisers, and the project's.

/** A reason that a case is left out. */
export class Unsupported extends Error {}

const activationNames = new Map([['identity', 'linear']]);

/**
 * @param {{ fn: string, [parameter: string]: any }} layer
 * @param {import('../../web/engine/types.js').Catalog} catalog
 */
export function activationOf({ fn, ...rest }, catalog) {
  const name = activationNames.get(fn) ?? fn;
  const row = catalog.activations.find((candidate) => candidate.name === name);
  if (!row) throw new Unsupported(`there is no activation ${fn}`);
  const parameters = row.fields.filter((field) => field.name in rest).map((field) => [field.name, rest[field.name]]);
  return { name, ...Object.fromEntries(parameters) };
}

/** @param {{ type: string, delta?: number, label_smoothing?: number }} loss */
export function lossOf({ type, delta, label_smoothing }) {
  switch (type) {
    case 'mse':
      return { loss: 'mean_squared_error', problem: 'regression' };
    case 'mae':
      return { loss: 'mean_absolute_error', problem: 'regression' };
    case 'huber':
      return { loss: { name: 'huber', delta }, problem: 'regression' };
    case 'bce_logits':
      return { loss: 'binary_cross_entropy', problem: 'binary' };
    case 'softmax_ce':
      return { loss: { name: 'softmax_cross_entropy', label_smoothing: label_smoothing ?? 0 }, problem: 'multiclass' };
    default:
      throw new Unsupported(`there is no loss ${type}`);
  }
}

const optimizerFields = new Map([
  ['lr', 'learning_rate'],
  ['beta1', 'beta_1'],
  ['beta2', 'beta_2'],
  ['eps', 'epsilon'],
  ['alpha', 'rho'],
  ['initial_accumulator', 'initial_accumulator_value'],
]);

/**
 * @param {{ type: string, [parameter: string]: any }} optimizer
 * @param {import('../../web/engine/types.js').Catalog} catalog
 */
export function optimizerOf({ type, nesterov = false, amsgrad = false, ...rest }, catalog) {
  const name = nesterov ? 'nesterov' : amsgrad ? 'amsgrad' : type === 'sgd' && rest.momentum ? 'momentum' : type;
  const row = catalog.optimizers.find((candidate) => candidate.name === name);
  if (!row) throw new Unsupported(`there is no optimiser ${name}`);
  /** @type {Record<string, any>} */
  const chosen = { name };
  for (const [key, value] of Object.entries(rest)) {
    const field = optimizerFields.get(key) ?? key;
    if (key === 'lr_decay') continue; // see ratesOf
    const known = row.fields.some((candidate) => candidate.name === field);
    if (!known && !value) continue; // 0 or false: off, as in a row without such a field
    if (!known) throw new Unsupported(`${name} has no ${key}`);
    chosen[field] = value;
  }
  return chosen;
}

/**
 * The learning rate of each step, for optimisers whose rate decays by itself in the fixtures; none for a constant one.
 * @param {{ lr?: number, lr_decay?: number }} optimizer
 * @param {number} steps
 */
export function ratesOf({ lr = 0, lr_decay = 0 }, steps) {
  return lr_decay ? Array.from({ length: steps }, (_, step) => lr / (1 + step * lr_decay)) : [];
}
