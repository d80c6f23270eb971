// Takes line breaks and indentation out of the templates in JavaScript (html`…`, svg`…`, css`…`) while the site is built, and out of style
// sheets comments and the spaces around their marks: they are text to the bundler, which leaves them as they are. Knows a template by its tag,
// not what it says; no template may depend on its line breaks, and no value of a style sheet may hold what looks like a comment, nor a space
// beside such a mark.

import { parseSync, Visitor } from 'vite';

const TAGS = new Set(['html', 'svg', 'css']);
const BREAKS = /\s*\n\s*/g;
/** Spaces beside the marks of a sheet, and a mark before a block's end; before a colon spaces tell a selector's descendants. */
const AROUND = /\s*(?:;\s*(?=})|([{};,])\s*)|(?<=[\w-]:)\s+/g;
const COMMENTS = /\/\*[\s\S]*?\*\//g;

/** @param {string} file  its name, for the parser @param {string} code @returns {string} */
export function withoutBreaks(file, code) {
  /** @type {{ start: number, end: number, isSheet: boolean }[]} */ const texts = [];
  const visitor = new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || !TAGS.has(tag.name)) return;
      for (const { start, end } of quasi.quasis) texts.push({ start, end, isSheet: tag.name === 'css' });
    },
  });
  visitor.visit(parseSync(file, code).program);
  let tight = '';
  let done = 0;
  for (const { start, end, isSheet } of texts.sort((one, other) => one.start - other.start)) {
    const text = code.slice(start, end);
    tight += code.slice(done, start) + (isSheet ? text.replace(COMMENTS, '').replace(AROUND, '$1') : text).replace(BREAKS, ' ');
    done = end;
  }
  return tight + code.slice(done);
}

/** @type {import('vite').Plugin} */
export const tightTemplates = {
  name: 'tight-templates',
  apply: 'build',
  transform: {
    filter: { id: /\/web\/(element|view)\/.*\.js$/ },
    handler: (code, id) => ({ code: withoutBreaks(id, code), map: null }),
  },
};
