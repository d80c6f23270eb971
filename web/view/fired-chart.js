// Draws the share of points on which one unit fires, over the epochs of a run, with marks where it died and where it came back, as a
// small SVG picture. Must not know which unit it is.

import { LETTER } from './label-place.js';
import { lineScale } from './line-scale.js';
import { linePath, SVG, SvgChart } from './svg-chart.js';
import { formatNumber, formatShare } from './words.js';

/** @typedef {import('./theme.js').Theme} Theme */
/** @typedef {{ epoch: number, kind: 'died' | 'revived' }} Turn */
/** @typedef {{ epochs: readonly number[], shares: readonly number[], turns: readonly Turn[], theme: Theme }} FiredInput  shares 0..1 */

const MARGIN = { left: 44, right: 10, top: 8, bottom: 18 };
const FONT_PX = 11;
const MARK_PX = 4;

/** The epochs that are over, as the counter over the network has them. */
const epochText = (/** @type {number} */ epoch) => formatNumber(Math.floor(epoch), 6);

/**
 * The course in a sentence, for those who do not see it.
 * @param {Pick<FiredInput, 'epochs' | 'shares' | 'turns'> | null} input
 * @returns {string}
 */
export function describeFired(input) {
  const known = (input?.shares ?? []).flatMap((share, row) => (Number.isFinite(share) ? [row] : []));
  if (!input || known.length === 0) return 'No history yet.';
  const [first, last] = [known[0], known[known.length - 1]];
  const at = (/** @type {number} */ row) => `${formatShare(input.shares[row])} at epoch ${epochText(input.epochs[row])}`;
  const turns = input.turns
    .map(({ epoch, kind }) => ` It ${kind} ${epoch < 1 ? 'within the first epoch' : `at epoch ${epochText(epoch)}`}.`)
    .join('');
  return `It fired on ${at(first)}${last > first ? ` and on ${at(last)}` : ''}.${turns}`;
}

/**
 * The course as a line that holds each share until the next one is known.
 * @extends {SvgChart<FiredInput>}
 */
export class FiredChart extends SvgChart {
  /** A sentence that stands for the picture. */
  describe() {
    return describeFired(this.input);
  }

  draw() {
    const input = this.input;
    if (!input || this.width < MARGIN.left + MARGIN.right + 20 || this.height < MARGIN.top + MARGIN.bottom + 10) return;
    const { epochs, shares, turns, theme } = input;
    const [left, right] = [MARGIN.left, this.width - MARGIN.right];
    const [top, bottom] = [MARGIN.top, this.height - MARGIN.bottom];
    const last = epochs[epochs.length - 1] ?? 0;
    const x = lineScale([0, Math.max(1, last)], [left, right]);
    const y = lineScale([0, 1], [bottom, top]);
    this.svg.replaceChildren();
    this.svg.setAttribute('viewBox', `0 0 ${this.width} ${this.height}`);
    this.svg.setAttribute('font-family', theme.font);
    this.svg.setAttribute('font-size', String(FONT_PX));
    for (const share of [0, 1]) {
      this.#add('path', { d: `M${left} ${y(share)}H${right}`, stroke: share === 0 ? theme.line : theme.grid });
      this.#add(
        'text',
        { x: left - 6, y: y(share), dy: '0.35em', 'text-anchor': 'end', fill: theme.mutedText },
        `${share * 100} %`,
      );
    }
    const ticks = x.ticks(Math.max(2, Math.round((right - left) / 70))).filter(Number.isInteger);
    for (const tick of ticks)
      this.#add('text', { x: x(tick), y: bottom + 14, 'text-anchor': 'middle', fill: theme.mutedText }, formatNumber(tick, 6));
    // A share holds until it is measured again; the line ends where the run is.
    const points = shares.flatMap((share, row) =>
      row + 1 < shares.length
        ? [
            [epochs[row], share],
            [epochs[row + 1], share],
          ]
        : [[epochs[row], share]],
    );
    const path = linePath(points.map(([epoch, share]) => [x(epoch), y(share)]));
    if (path) this.#add('path', { d: path, fill: 'none', stroke: theme.text, 'stroke-width': 2, 'stroke-linejoin': 'round' });
    for (const [row, { epoch, kind }] of turns.entries()) {
      const [across, down] = [x(epoch), y(0)];
      const shape =
        kind === 'died'
          ? `M${across - MARK_PX} ${down - MARK_PX}l${2 * MARK_PX} ${2 * MARK_PX}m0 ${-2 * MARK_PX}l${-2 * MARK_PX} ${2 * MARK_PX}`
          : `M${across} ${down + MARK_PX}v${-3 * MARK_PX}m${-MARK_PX} ${MARK_PX}l${MARK_PX} ${-MARK_PX}l${MARK_PX} ${MARK_PX}`;
      for (const [stroke, width] of /** @type {const} */ ([
        [theme.surface, 5],
        [theme.text, 2],
      ]))
        this.#add('path', { d: shape, fill: 'none', stroke, 'stroke-width': width, 'stroke-linecap': 'round' });
      const words = `${kind} ${epoch < 1 ? 'in the first epoch' : `at ${epochText(epoch)}`}`;
      const room = this.width - words.length * FONT_PX * LETTER;
      this.#add(
        'text',
        {
          x: Math.max(0, Math.min(across + 8, room)),
          y: down - 8 - row * (FONT_PX + 2),
          fill: theme.text,
          stroke: theme.surface,
          'stroke-width': 3,
          'paint-order': 'stroke',
        },
        words,
      );
    }
  }

  /** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
  #add(name, attributes, text) {
    const node = this.svg.ownerDocument.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    if (text) node.textContent = text;
    this.svg.append(node);
  }
}
