// The colours and the font of every drawing: one table, the style sheet made from it, and its reading at run time.
// Must not know what is drawn.

import { contrastRatio, formatHex } from './ramp.js';

/**
 * One colour each. `name` is its key in a Theme; `forced` is the system colour that replaces it where the visitor forces
 * colours. The data colours have none: they keep their meaning, and such visitors' canvases keep shapes and dashes.
 */
const rows = /** @type {const} */ ([
  {
    name: 'negative',
    light: '#c75b00',
    dark: '#ff9a45',
    forced: '',
    meaning: 'class 0, values below the boundary, weights below zero',
  },
  {
    name: 'positive',
    light: '#0a6cc2',
    dark: '#58a8ff',
    forced: '',
    meaning: 'class 1, values above the boundary, weights above zero',
  },
  {
    name: 'neutral',
    light: '#f7f6f3',
    dark: '#1d222a',
    forced: '',
    meaning: 'the value on the boundary, a unit that answers zero',
  },
  { name: 'surface', light: '#ffffff', dark: '#151a21', forced: 'Canvas', meaning: 'ground of charts and of cards' },
  { name: 'panel', light: '#f5f6f8', dark: '#1c222b', forced: 'Canvas', meaning: 'ground of the element around them' },
  { name: 'text', light: '#1b2230', dark: '#e8ebf0', forced: 'CanvasText', meaning: 'text' },
  { name: 'mutedText', light: '#566072', dark: '#9fa9b8', forced: 'CanvasText', meaning: 'tick labels, units, secondary text' },
  { name: 'line', light: '#858d9a', dark: '#6d7785', forced: 'CanvasText', meaning: 'borders of controls, axis lines' },
  { name: 'grid', light: '#e4e7ec', dark: '#2a313b', forced: 'GrayText', meaning: 'grid lines, separators' },
  {
    name: 'accent',
    light: '#5a46c2',
    dark: '#b3a8ff',
    forced: 'Highlight',
    meaning: 'controls, selection, the accuracy curve',
  },
  { name: 'accentText', light: '#ffffff', dark: '#171330', forced: 'HighlightText', meaning: 'text on the accent' },
  { name: 'danger', light: '#b3261e', dark: '#ff8f85', forced: 'CanvasText', meaning: 'errors, and nothing else' },
  { name: 'focus', light: '#0b57d0', dark: '#9cc7ff', forced: 'Highlight', meaning: 'ring of the focused control' },
  { name: 'class0', light: '#c75b00', dark: '#ff9a45', forced: '', meaning: 'class 0 of several' },
  { name: 'class1', light: '#0a6cc2', dark: '#58a8ff', forced: '', meaning: 'class 1 of several' },
  { name: 'class2', light: '#0b7a5c', dark: '#2fc49a', forced: '', meaning: 'class 2' },
  { name: 'class3', light: '#571154', dark: '#cef5f9', forced: '', meaning: 'class 3' },
  { name: 'class4', light: '#62370c', dark: '#d06910', forced: '', meaning: 'class 4' },
  { name: 'class5', light: '#6895b8', dark: '#88d1fa', forced: '', meaning: 'class 5' },
  { name: 'class6', light: '#2f199f', dark: '#635de4', forced: '', meaning: 'class 6' },
  { name: 'class7', light: '#4b517f', dark: '#567a79', forced: '', meaning: 'class 7' },
  { name: 'class8', light: '#a475f2', dark: '#5f8bbe', forced: '', meaning: 'class 8' },
  { name: 'class9', light: '#8e926b', dark: '#eef77f', forced: '', meaning: 'class 9' },
  { name: 'lane0', light: '#344ea7', dark: '#548aeb', forced: '', meaning: 'first network of a race' },
  { name: 'lane1', light: '#b93d18', dark: '#f38634', forced: '', meaning: 'second network of a race' },
  { name: 'lane2', light: '#009c81', dark: '#00c3a6', forced: '', meaning: 'third network of a race' },
  { name: 'lane3', light: '#72004a', dark: '#ffbbff', forced: '', meaning: 'fourth network of a race' },
  { name: 'lane4', light: '#312d00', dark: '#e4f69a', forced: '', meaning: 'fifth network of a race' },
  { name: 'lane5', light: '#6e6467', dark: '#91858b', forced: '', meaning: 'sixth network of a race' },
]);

/** @typedef {typeof rows[number]['name']} ColourName */
/** @typedef {'light' | 'dark'} Scheme */
/** @typedef {{ name: ColourName, property: string, light: string, dark: string, forced: string, meaning: string }} Token */
/**
 * What every drawing is given: each colour as '#rrggbb', the class colours and those of a race's lanes as lists too, the font, and
 * whether the ground is light or dark.
 * @typedef {Readonly<Record<ColourName, string>> & { readonly classes: readonly string[], readonly lanes: readonly string[], readonly font: string,
 *   readonly scheme: Scheme }} Theme
 */

/**
 * The table, with the CSS custom property of each colour: `mutedText` is `--relu-muted-text`.
 * @type {readonly Token[]}
 */
export const tokens = rows.map((row) => ({ property: `--relu-${kebabCase(row.name)}`, ...row }));

/** @param {string} name */
function kebabCase(name) {
  return name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
}

const fallbackFont = 'system-ui, sans-serif';

/**
 * The table's own colours, for a drawing without a page (tests, export, print).
 * @param {Scheme} scheme
 * @param {string} [font]
 * @returns {Theme}
 */
export function themeOf(scheme, font = fallbackFont) {
  return assemble((token) => token[scheme], font);
}

/**
 * The colours in force at an element, whatever a page's style sheet has made of the custom properties.
 *
 * Trap     Reads computed style: call it when the scheme, the attribute or the page's style changes, not in each frame.
 *          A property that is missing, or that no canvas understands, falls back to the table's light colour.
 * @param {Element} element
 * @returns {Theme}
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const parse = colourParser(element.ownerDocument);
  return assemble(
    (token) => parse(style.getPropertyValue(token.property).trim()) ?? token.light,
    style.fontFamily || fallbackFont,
  );
}

/**
 * @param {(token: Token) => string} colourOf
 * @param {string} font
 * @returns {Theme}
 */
function assemble(colourOf, font) {
  const colours = /** @type {Record<ColourName, string>} */ (
    Object.fromEntries(tokens.map((token) => [token.name, colourOf(token)]))
  );
  const listOf = (/** @type {RegExp} */ names) =>
    tokens.filter(({ name }) => names.test(name)).map(({ name }) => colours[name]);
  const classes = listOf(/^class\d$/);
  const lanes = listOf(/^lane\d$/);
  const scheme = contrastRatio(colours.surface, '#000000') > contrastRatio(colours.surface, '#ffffff') ? 'light' : 'dark';
  return { ...colours, classes, lanes, font, scheme };
}

/**
 * Turns any CSS colour into '#rrggbb', or null when it is none: drawings do arithmetic on colours.
 * @param {Document} document
 * @returns {(text: string) => string | null}
 */
function colourParser(document) {
  /** @type {CanvasRenderingContext2D | null} */
  let context = null;
  return (text) => {
    if (/^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
    if (!text || !CSS.supports('color', text)) return null;
    if (!context) {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 1;
      context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) return null;
    }
    // A transparent colour counts as the opaque one: nothing of the colour before may shine through.
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return formatHex([r, g, b]);
  };
}

/**
 * The style sheet text that gives a host element the table's colours.
 *
 * The light colours are the ground; the dark ones follow the visitor's preference unless the attribute `theme` says
 * `light` or `dark` (`auto`, or no attribute, follows). Paper is always light. A page overrides a colour by setting the
 * property on the element. Also declares `color-scheme`, so that the browser's own controls follow.
 * @returns {string}
 */
export function tokensCss() {
  /** @param {Scheme} scheme */
  const declarations = (scheme) =>
    `color-scheme:${scheme};${tokens.map((token) => `${token.property}:${token[scheme]};`).join('')}`;
  const forced = tokens
    .filter((token) => token.forced)
    .map((token) => `${token.property}:${token.forced};`)
    .join('');
  /** @param {string} body */
  const everyHost = (body) => `:host,:host(:not([theme="light"])),:host([theme="dark"]){${body}}`;
  return [
    `:host{${declarations('light')}}`,
    `@media (prefers-color-scheme:dark){:host(:not([theme="light"])){${declarations('dark')}}}`,
    `:host([theme="dark"]){${declarations('dark')}}`,
    `@media print{${everyHost(declarations('light'))}}`,
    // The browser reports the scheme that fits the forced ground, whatever the attribute asks for.
    `@media (forced-colors:active) and (prefers-color-scheme:light){${everyHost(declarations('light') + forced)}}`,
    `@media (forced-colors:active) and (prefers-color-scheme:dark){${everyHost(declarations('dark') + forced)}}`,
  ].join('\n');
}
