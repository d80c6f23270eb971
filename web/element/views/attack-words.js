// What an attack came to, in a sentence. Knows the attack's view, and nothing of the engine or the page.

import { numberText, percentText } from '../number-text.js';

/** @typedef {import('./attack-view.js').View} Attack */

/** What the attack came to, in words and numbers. */
export function attackSentence(/** @type {Attack} */ attack) {
  const { outcome } = attack;
  if (!outcome) return '';
  const label = attack.part?.labels[attack.row] ?? 0;
  const start = `${attack.isPlane ? 'Point' : 'Picture'} ${attack.row + 1} is of class ${className(attack, label)}; the network says ${className(attack, outcome.from)}${sureness(attack, outcome.before, outcome.from)}${outcome.from === label ? '' : ', which is wrong'}.`;
  if (Number.isNaN(attack.smallest)) return `${start} At no size does this attack make it say anything else.`;
  const by =
    attack.smallest === null
      ? `This attack, a change of at most ${numberText(attack.epsilon)},`
      : `The smallest attack of this kind that flips it, a change of ${numberText(attack.smallest)},`;
  const end =
    outcome.to === outcome.from
      ? 'leaves the answer as it is'
      : `makes it say ${className(attack, outcome.to)}${sureness(attack, outcome.after, outcome.to)}`;
  return `${start} ${by} ${end}.`;
}

function className(/** @type {Attack} */ attack, /** @type {number} */ label) {
  const names = attack.catalog.stored.find(({ name }) => name === attack.experiment.data.name)?.classes;
  return names?.[label] ?? String(label);
}

/** ", 97.3 % sure", where the answers are probabilities. */
function sureness(/** @type {Attack} */ attack, /** @type {Float32Array} */ answer, /** @type {number} */ label) {
  if (attack.description.link === 'identity') return '';
  const [first = Number.NaN] = answer;
  const share = answer.length > 1 ? answer[label] : label === 1 ? first : 1 - first;
  return ` (${percentText(share)} sure)`;
}
