// What an attack came to, in a sentence whose classes stand beside their marks. Knows the attack's view, and nothing of the engine.

import { html, nothing } from 'lit/html.js';
import { classTitles } from '../data-titles.js';
import { exactText, numberText, percentText } from '../number-text.js';

/** @typedef {import('./attack-view.js').View} Attack */

/** The size that the slider has been set to: 1.2, not 1.200. */
export const sizeText = (/** @type {Attack} */ { epsilon }) => exactText(Number(epsilon.toPrecision(3)));

/** What the attack came to, in words and numbers. */
export function attackSentence(/** @type {Attack} */ attack) {
  const { outcome, partName, noun } = attack;
  if (!outcome) return nothing;
  const label = attack.part?.labels[attack.row] ?? 0;
  const sample = `${partName === 'test' ? 'Test' : 'Training'} ${noun} ${attack.row + 1}`;
  const start = html`${sample} is of ${named(attack, label)}; the network says ${named(attack, outcome.from)}${sureness(attack, outcome.before, outcome.from)}${outcome.from === label ? '' : ', which is wrong'}.`;
  if (Number.isNaN(attack.smallest)) return html`${start} At no size does this attack make it say anything else.`;
  const by =
    attack.smallest === null
      ? `This attack, a change of at most ${sizeText(attack)},`
      : `The smallest attack of this kind that flips it, a change of ${numberText(attack.smallest)},`;
  const end =
    outcome.to === outcome.from
      ? 'leaves the answer as it is'
      : html`makes it say ${named(attack, outcome.to)}${sureness(attack, outcome.after, outcome.to)}`;
  return html`${start} ${by} ${end}.`;
}

/** A class by its name, and by the mark that its points have in the picture. */
function named(/** @type {Attack} */ { description, catalog, isPlane }, /** @type {number} */ label) {
  const title = classTitles(description, catalog)[label];
  const name = title === `class ${label}` ? title : `class ${title}`;
  if (!isPlane) return name;
  return html`<span class="attack-class"><canvas class="attack-class-mark" data-label=${label} aria-hidden="true"></canvas>${name}</span>`;
}

/** ", 97.3 % sure", where the answers are probabilities. */
function sureness(/** @type {Attack} */ attack, /** @type {Float32Array} */ answer, /** @type {number} */ label) {
  if (attack.description.link === 'identity') return '';
  const [first = Number.NaN] = answer;
  const share = answer.length > 1 ? answer[label] : label === 1 ? first : 1 - first;
  return ` (${percentText(share)} sure)`;
}
