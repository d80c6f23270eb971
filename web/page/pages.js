// The pages of the site as a table, and what they share: the head of the document and the bar at the top. Filled in while the site is built,
// so that every page can be read without a script. Knows no page's content.

/**
 * @typedef {object} Page
 * @property {string} file
 * @property {string} [label]      in the bar at the top; pages without one are not linked there
 * @property {string} [short]      the label on a phone, where it is too long
 * @property {string} [heading]    in the bar, where the page itself begins at once
 * @property {string} title
 * @property {string} description
 * @property {boolean} [isHidden]  for frames and examples: no bar, no search engine
 */

/** In the order of the bar. @type {readonly Page[]} */
export const pages = [
  {
    file: 'index.html',
    label: 'Playground',
    heading: 'See why a network trains, and why it does not',
    title: 'relu-playground: see why a network trains, and why it does not',
    description:
      'A neural-network playground about activation functions. Real networks train live in your browser: watch sigmoids fail, ReLU succeed, and see why.',
  },
  {
    file: 'article.html',
    label: 'Lessons',
    title: 'ReLU and its family: predict, measure, understand',
    description:
      'What ReLU is, why it works, how it dies and what its relatives do about it. Each claim is an experiment that was measured and that you can run in the page.',
  },
  {
    file: 'builder.html',
    label: 'Embed builder',
    short: 'Embed',
    title: 'Put a playground into your page: relu-playground',
    description:
      'Choose a lesson or an experiment and what is shown with it, and copy the tag, the frame, the link or the QR code.',
  },
  {
    file: 'authors.html',
    label: 'For authors and teachers',
    short: 'Authors',
    title: 'For authors and teachers: relu-playground',
    description:
      'Attributes, events, methods and colours of the element, recipes to copy, what it asks of a reader, and how to teach with it.',
  },
  {
    file: 'bench.html',
    label: 'Speed',
    title: 'How fast is it here? relu-playground',
    description:
      'Measure in your own browser what an activation function costs an element, and how many training steps a second small networks make.',
  },
  { file: 'embed.html', title: 'relu-playground', description: 'A neural network that trains in the page.', isHidden: true },
  {
    file: 'embed-example.html',
    title: 'An article with a playground in it',
    description: 'What an article with the element looks like.',
    isHidden: true,
  },
];

/** Everything comes from the site itself; WebAssembly is compiled, no text ever is. */
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** @param {string} file @returns {Page} */
function pageOf(file) {
  const page = pages.find((row) => row.file === file);
  if (!page) throw new Error(`${file} is not in the table of pages`);
  return page;
}

/** What takes the place of `<!-- head -->`: all that is the same everywhere, the title and the description. @param {string} file */
export function headHtml(file) {
  const { title, description, isHidden } = pageOf(file);
  return `<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#fbfbfa" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#0f1318" media="(prefers-color-scheme: dark)" />${isHidden ? '\n    <meta name="robots" content="noindex" />' : ''}
    <title>${title}</title>
    <meta name="description" content="${description}" />
    <link rel="icon" type="image/svg+xml" href="./favicon.svg" />`;
}

/** What takes the place of `<!-- bar -->`: the name, and the way to the other pages. @param {string} file */
export function barHtml(file) {
  const links = pages.flatMap(({ file: other, label, short }) => {
    if (!label) return [];
    const text = short ? `<span class="long">${label}</span><span class="short">${short}</span>` : label;
    return [`<a href="./${other}"${other === file ? ' aria-current="page"' : ''}>${text}</a>`];
  });
  const { heading } = pageOf(file);
  return `<header class="bar">
      <p class="name"><img src="./favicon.svg" alt="" width="24" height="24" /> <span>relu-playground</span></p>${heading ? `\n      <h1>${heading}</h1>` : ''}
      <nav aria-label="Pages">${links.join(' ')}</nav>
    </header>`;
}
