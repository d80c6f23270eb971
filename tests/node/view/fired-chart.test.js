// The course of one unit in words.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFired } from '../../../web/view/fired-chart.js';

describe('fired chart', () => {
  it('tells the first share, the last one, and what happened between', () => {
    assert.equal(describeFired(null), 'No history yet.');
    assert.equal(describeFired({ epochs: [0], shares: [Number.NaN], turns: [] }), 'No history yet.');
    assert.equal(describeFired({ epochs: [0], shares: [0.5], turns: [] }), 'It fired on 50\u202f% at epoch 0.');
    assert.equal(
      describeFired({
        epochs: [0, 4, 12.64],
        shares: [0.5, 0, 0.25],
        turns: [
          { epoch: 4, kind: 'died' },
          { epoch: 9.5, kind: 'revived' },
        ],
      }),
      'It fired on 50\u202f% at epoch 0 and on 25\u202f% at epoch 12. It died at epoch 4. It revived at epoch 9.',
    );
  });
});
