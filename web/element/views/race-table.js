// What several starts of a race came to, as a table of words and on the page.

import { html, nothing } from 'lit/html.js';
import { countText, numberText, percentText } from '../number-text.js';
import { laneKey } from './race-setup.js';
import { variation } from './variations.js';
import { labelledMenu } from './view-controls.js';

/** @typedef {import('./race.js').View} Race */

const STARTS = [1, 3, 5, 10, 20];

/** @param {Race} race @returns {import('../table-text.js').TableText} */
export function startsTable(race) {
  const [measure] = race.measures;
  const value = measure === 'accuracy' ? percentText : numberText;
  return {
    head: [
      variation(race.thing).title,
      'Solved',
      'Epochs to solve, median',
      `${race.measureTitle(measure)}, median [quartiles]`,
      'Dead units',
      'ms a step',
    ],
    rows: race.repeated.lanes.map((lane) => {
      const { starts, solved, diverged, solvedEpoch, final, dead, stepMs } = race.repeated.summary(lane, measure);
      if (starts === 0) return [lane.title, lane.fault || '…', '', '', '', ''];
      return [
        lane.title,
        `${solved} of ${starts}${diverged > 0 ? `, ${diverged} diverged` : ''}`,
        solvedEpoch === null || solvedEpoch === Infinity ? `over ${countText(race.epochs)}` : numberText(solvedEpoch, 1),
        final ? `${value(final.median)} [${value(final.low)} – ${value(final.high)}]` : '–',
        percentText(dead),
        numberText(stepMs),
      ];
    }),
  };
}

/** @param {Race} race */
export function startsSection(race) {
  const { repeated } = race;
  const { head, rows } = startsTable(race);
  return html`<div class="race-repeat">
      <h2 class="panel-title">Once is luck: the same race from several starts</h2>
      ${labelledMenu({
        label: 'Starts',
        help: 'How many seeds: each gives other data of the same kind and other first weights.',
        options: STARTS.map((value) => ({ value, title: String(value) })),
        value: race.starts,
        choose: (text) => race.set({ starts: Number(text) }),
      })}
      <button type="button" class="fix" data-help=${repeated.isRunning ? 'Keeps what has been trained so far.' : 'Trains every network of the race once from each start, and shows medians instead of one run.'} @click=${() => (repeated.isRunning ? race.stopStarts() : race.repeat())}>${repeated.isRunning ? 'Stop' : `Run ${countText(race.starts * race.values.length)} networks`}</button>
      ${repeated.isRunning ? html`<progress class="view-progress" aria-label="Networks trained" max=${repeated.total} .value=${repeated.done}></progress>` : nothing}
      <span class="muted">${repeated.total > 0 ? `${countText(repeated.done)} of ${countText(repeated.total)} networks` : `${countText(race.epochs)} epochs each, on all cores of this machine`}</span>
    </div>
    ${
      rows.length > 0
        ? html`<div class="view-table race-table" tabindex="0" role="group" aria-label="Results of all starts"><table>
            <thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
            <tbody>${rows.map(([title, ...cells], index) => html`<tr class="lane-${index}"><th scope="row">${laneKey(index)}${title}</th>${cells.map((text) => html`<td>${text}</td>`)}</tr>`)}</tbody>
          </table></div>
          ${race.copies.render()}`
        : nothing
    }`;
}
