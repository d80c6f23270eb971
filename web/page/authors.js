// Puts the hashes of the pinned entries into the authors' page: they are known only when everything else has been built.

const rows = document.querySelector('.hashes tbody');

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const { version, files } = await (await fetch('./integrity.json')).json();
for (const [file, hash] of Object.entries(files)) {
  if (!file.endsWith(`-${version}.js`)) continue;
  const name = element('th', { scope: 'row' }, element('code', {}, file));
  rows?.prepend(element('tr', {}, name, element('td', { 'data-label': 'integrity' }, element('code', {}, hash))));
}
