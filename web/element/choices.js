// The settings that are a choice of a row, beside activations and data: where in the experiment, of which table, what is said of them.

/** @typedef {(typeof CHOICES)[number]} Choice */

/** In the order in which they stand. */
export const CHOICES = /** @type {const} */ ([
  {
    path: 'training.optimizer',
    table: 'optimizers',
    title: 'Optimiser',
    help: 'The rule that turns gradients into new weights.',
  },
  {
    path: 'network.initializer',
    table: 'initializers',
    title: 'First weights',
    help: 'How the weights are drawn before the first step.',
  },
  { path: 'training.loss', table: 'losses', title: 'Loss', help: 'The number that training makes small.' },
]);
