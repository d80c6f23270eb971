// Attributes that change one thing of the experiment: loaded where an element has one. The engine judges the result. Knows nothing of the page.

import { withDepth, withPatch, withSetting } from './experiment-edit.js';

/**
 * In the order in which they are applied.
 *
 * @type {{ name: typeof import('./attributes.js').SHORTHANDS[number], apply: (minimal: any, experiment: any, text: string, catalog: import('./types.js').Catalog) => any }[]}
 */
export const SHORTHANDS = [
  {
    name: 'depth',
    apply: (minimal, experiment, text, { limits }) => {
      const most = limits.layers ?? 0;
      if (!/^\s*\d+\s*$/.test(text)) throw new RangeError(`expected a whole number in 0..${most}, got "${text}"`);
      return withDepth(minimal, experiment, Math.min(Number(text), most + 1));
    },
  },
  {
    name: 'activation',
    apply: (minimal, experiment, text) =>
      withPatch(minimal, experiment, [{ path: 'network.layers[*].activation', value: text.trim() }]),
  },
  { name: 'seed', apply: (minimal, experiment, text) => withSetting(minimal, experiment, 'seed', Number(text)) },
];
