// Which answers of a network get the two full colours on a decision surface. Knows nothing of how it is drawn.

import { rangeOf } from './thumbnails.js';

/** @param {import('./types.js').Description} description @param {import('./types.js').Data | null} data */
export function answerRange({ task, link }, data) {
  if (task === 'binary' && link === 'identity') return { min: -1, max: 1 };
  return rangeOf(task, data?.train.labels ?? []);
}
