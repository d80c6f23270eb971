// Attributes of the tag that say nothing, or not what their author means: a name that no attribute has, told with the nearest one, and a
// "false" that switches nothing off. Loaded where there is something to look at. Knows the names, and no value's meaning.

import { ATTRIBUTES } from './attribute-table.js';
import { expectedOneOf } from './attributes.js';

/** Attributes of any element that are one plain word. */
const GLOBAL =
  'accesskey autocapitalize autocorrect autofocus contenteditable draggable elementtiming enterkeyhint exportparts inert inputmode is itemid itemprop itemref itemscope itemtype key nonce popover ref role spellcheck tabindex translate writingsuggestions xmlns'.split(
    ' ',
  );

const NAMES = ATTRIBUTES.map(({ name }) => name);

/** A slip of the pen changes no more letters than this. */
const MOST_CHANGES = 2;

/** Letters that are put in, left out or taken for others. @param {string} a @param {string} b */
function changes(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/**
 * What is to be said of an attribute; empty where it is nobody's business here: a framework's own has marks in its name, as in "ng-version".
 *
 * @param {string} name @returns {string}
 */
export function slipOf(name) {
  if (NAMES.includes(name)) return `${name}: holds wherever it stands, whatever it says; leave it out to switch it off`;
  if (GLOBAL.includes(name)) return '';
  const [nearest = ''] = NAMES.filter((known) => changes(name, known) <= MOST_CHANGES).sort(
    (a, b) => changes(name, a) - changes(name, b),
  );
  if (nearest) return `${name}: is not an attribute; did you mean ${nearest}?`;
  return /^[a-z]+$/.test(name) ? `attributes: ${expectedOneOf(NAMES, name)}` : '';
}

/** @param {string[]} names */
export function warnOfSlips(names) {
  for (const slip of names.map(slipOf)) if (slip) console.warn(`<relu-playground> ${slip}`);
}
