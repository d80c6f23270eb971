// Curves over logarithmic axes as an SVG file of its own, legible on light and dark ground. Knows nothing of what was measured.
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';

const panel = { width: 300, height: 220, left: 56, right: 20, top: 34, bottom: 40 };

/** 0.5, 20, 3,000. @param {number} number */
const numberText = (number) => Number(number.toPrecision(2)).toLocaleString('en');

/**
 * One panel a curve: points, the fitted line, axes with units.
 * @param {{ name: string, unit: string, measured: string, points: { x: number, y: number }[], exponent: number, factor: number,
 *   rSquared: number }[]} curves  y in microseconds
 */
export function drawPlot(curves) {
  const panels = curves.map(({ name, unit, measured, points, exponent, factor, rSquared }, index) => {
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const x = scaleLog()
      .domain([Math.min(...xs), Math.max(...xs)])
      .range([panel.left, panel.width - panel.right]);
    const y = scaleLog()
      .domain([Math.min(...ys), Math.max(...ys)])
      .nice()
      .range([panel.height - panel.bottom, panel.top]);
    const path = line(
      (point) => x(point[0]),
      (point) => y(point[1]),
    )(xs.map((value) => /** @type {[number, number]} */ ([value, factor * value ** exponent])));
    // Whole powers of ten, and between them 2 and 5.
    const ticks = y.ticks(4).filter((value) => ['1', '2', '5'].includes(value.toExponential()[0]));
    const rows = (ticks.length > 1 ? ticks : y.domain()).map(
      (value) =>
        `<line class="grid" x1="${panel.left}" x2="${panel.width - panel.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/><text x="${panel.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${numberText(value)}</text>`,
    );
    const columns = xs.map(
      (value) =>
        `<text x="${x(value).toFixed(1)}" y="${panel.height - panel.bottom + 16}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
    );
    const dots = points.map((point) => `<circle cx="${x(point.x).toFixed(1)}" cy="${y(point.y).toFixed(1)}" r="3.5"/>`);
    return `<g transform="translate(${(index % 2) * panel.width} ${Math.floor(index / 2) * panel.height})"><text class="title" x="${panel.left}" y="18">µs ${measured === 'epoch' ? 'an' : 'a'} ${measured} ∝ ${name}<tspan dy="-5" font-size="9">${exponent.toFixed(2)}</tspan><tspan dy="5" class="quiet"> R² ${rSquared.toFixed(3)}</tspan></text>${rows.join('')}${columns.join('')}<path d="${path}"/>${dots.join('')}<text class="quiet" x="${(panel.left + panel.width - panel.right) / 2}" y="${panel.height - 8}" text-anchor="middle">${unit}</text></g>`;
  });
  const width = 2 * panel.width;
  const height = Math.ceil(curves.length / 2) * panel.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="How the cost of training grows">
<style>text{font:11px system-ui,sans-serif;fill:#1b2230}.title{font-weight:600;font-size:12px}.quiet{fill:#566072;font-weight:400}.grid{stroke:#c9ced6}path{fill:none;stroke:#5a46c2;stroke-width:1.5}circle{fill:#0a6cc2}.paper{fill:#fbfbfa}
@media (prefers-color-scheme:dark){text{fill:#e8ebf0}.quiet{fill:#9fa9b8}.grid{stroke:#3a424d}path{stroke:#b3a8ff}circle{fill:#58a8ff}.paper{fill:#0f1318}}</style>
<rect class="paper" width="${width}" height="${height}"/>
${panels.join('\n')}
</svg>
`;
}
