// The site around the element: defines the tag, and makes the table of activations from the engine's catalogue when it comes near.
// Knows nothing of training.

// All else is asked for by import(), so that a file that does not come leaves the element with its card; the page's head has it fetched early.
import '../element/define.js';

/** The piece of the axis on a small curve, its samples, and the box that it is drawn in. */
const RANGE = { min: -4, max: 4 };
const SAMPLES = 97;
const BOX = { width: 96, height: 56 };
/** Values that the box holds; the box cuts off what goes beyond. */
const VALUES = { min: -1.5, max: 2.5 };
/** The network that a name in the table opens. */
const WIDTH = 8;
const DEPTH = 2;

const table = document.querySelector('.activations tbody');
const playground = document.querySelector('relu-playground');

if (table) {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      fill(table).catch((error) => {
        table.append(element('tr', {}, element('td', { colspan: '5' }, `The table could not be made: ${error.message}`)));
      });
    },
    { rootMargin: '600px' },
  );
  near.observe(table);
}

/** One row for each activation of the catalogue. */
async function fill(/** @type {Element} */ body) {
  const [{ catalog, curve }, { serialise }] = await Promise.all([
    import('../engine/index.js'),
    import('../element/permalink.js'),
  ]);
  const { activations } = await catalog();
  const zs = Float32Array.from(
    { length: SAMPLES },
    (_, index) => RANGE.min + ((RANGE.max - RANGE.min) * index) / (SAMPLES - 1),
  );
  const curves = await Promise.all(activations.map(({ name }) => curve(name, {}, zs)));
  body.replaceChildren(
    ...activations.map(({ name, title, summary, formula, derivative, source }, index) => {
      const layers = Array.from({ length: DEPTH }, () => ({ units: WIDTH, activation: name }));
      const link = element('a', { href: `#${serialise({ network: { layers } })}` }, title);
      link.addEventListener('click', () => playground?.scrollIntoView());
      return element(
        'tr',
        {},
        element('td', {}, spark(zs, /** @type {{ values: Float32Array, derivatives: Float32Array }} */ (curves[index]))),
        element('th', { scope: 'row' }, link, element('small', {}, summary)),
        element('td', { class: 'formula', 'data-label': 'f(z) =' }, formula),
        element('td', { class: 'formula', 'data-label': 'f′(z) =' }, derivative),
        element('td', { class: 'source' }, source),
      );
    }),
  );
}

function element(
  /** @type {string} */ tag,
  /** @type {Record<string, string>} */ attributes,
  /** @type {(Node | string)[]} */ ...children
) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** f and f′ as two small lines; the formulas stand beside them as text. */
function spark(
  /** @type {Float32Array} */ zs,
  /** @type {{ values: Float32Array, derivatives: Float32Array }} */ { values, derivatives },
) {
  const shape = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const x = (/** @type {number} */ z) => ((z - RANGE.min) / (RANGE.max - RANGE.min)) * BOX.width;
  const y = (/** @type {number} */ value) => (1 - (value - VALUES.min) / (VALUES.max - VALUES.min)) * BOX.height;
  const line = (/** @type {Float32Array} */ column) =>
    Array.from(zs, (z, index) => `${x(z).toFixed(1)},${y(column[index] ?? Number.NaN).toFixed(1)}`).join(' ');
  const svg = shape('svg', { class: 'spark', viewBox: `0 0 ${BOX.width} ${BOX.height}`, 'aria-hidden': 'true' });
  svg.append(
    shape('path', { class: 'spark-axis', d: `M0 ${y(0)}H${BOX.width}M${x(0)} 0V${BOX.height}` }),
    shape('polyline', { class: 'spark-derivative', points: line(derivatives) }),
    shape('polyline', { class: 'spark-value', points: line(values) }),
  );
  return svg;
}
