// What the project wants to reach, as ratios of samples per second within one run. The home of these numbers.

/**
 * @type {{ name: string, title: string, environments: ('node' | 'chromium' | 'native')[], subject: string,
 *   rivals: 'libraries' | string, ratios: Record<string, number> }[]}
 */
export const targets = [
  {
    name: 'libraries',
    title: 'this engine ÷ the fastest JavaScript or WebAssembly library, stand-ins counted',
    environments: ['node', 'chromium'],
    subject: 'relu-playground',
    rivals: 'libraries',
    ratios: { W1: 8, W2: 30, W3: 7, W4: 1.6, W5: 28, W6: 6, W7: 1.5, W7h: 3.3 },
  },
  {
    name: 'eigen',
    title: 'this engine ÷ Eigen, native, SSE4.1',
    environments: ['node', 'chromium'],
    subject: 'relu-playground',
    rivals: 'eigen',
    ratios: { W1: 1.2, W2: 1.4, W3: 1.3, W4: 0.9, W5: 1.5, W6: 0.9, W7: 0.9, W7h: 0.9 },
  },
  {
    name: 'core',
    title: 'this engine ÷ its own core, native',
    environments: ['node', 'chromium'],
    subject: 'relu-playground',
    rivals: 'core',
    ratios: { W1: 0.9, W2: 0.9, W3: 0.9, W4: 0.9, W5: 0.9, W6: 0.9, W7: 0.9 },
  },
];

/** Nanoseconds an element, forward and backward over a million elements. @type {Record<string, number>} */
export const activationTargets = { relu: 1, leaky_relu: 1, prelu: 1, elu: 4, sigmoid: 4, tanh: 4, gelu_tanh: 4, silu: 4 };

/** Training steps a second of the residual net of a thousand layers. */
export const deepTarget = 500;
