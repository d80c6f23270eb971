// The build takes line breaks out of templates, comments and needless spaces out of style sheets, and nothing else. Needs no build.

import assert from 'node:assert/strict';
import test from 'node:test';
import { withoutBreaks } from '../../cpp/toolchain/tight-templates.mjs';

test('line breaks and indentation become a space, in templates that stand in others, too', () => {
  const code = `const list = (rows) => html\`<ul>\n    \${rows.map((row) => html\`<li>\n  \${row}</li>\`)}\n  </ul>\`;`;
  const tight = `const list = (rows) => html\`<ul> \${rows.map((row) => html\`<li> \${row}</li>\`)} </ul>\`;`;
  assert.equal(withoutBreaks('a.js', code), tight);
});

test('spaces in a line stay, and so does what no template’s tag stands before', () => {
  const code = 'const text = `a\n  b`;\nconst page = html`<b>a;  b</b>`;\nconst other = String.raw`a\n b`; // html`\n';
  assert.equal(withoutBreaks('a.js', code), code);
});

test('comments go out of style sheets, and out of nothing else', () => {
  const code =
    'const sheet = css`\n  /* a reason,\n  in two lines */\n  .a { color: red; } /* b */ .c {}`; const page = html`<i>/* c */</i>`; /* d */';
  const tight = 'const sheet = css` .a{color:red}.c{}`; const page = html`<i>/* c */</i>`; /* d */';
  assert.equal(withoutBreaks('a.js', code), tight);
});

test('spaces go where a style sheet’s marks part its words, and stay where they part words themselves', () => {
  const code =
    'const sheet = css`.a :is(b, i) > u:hover { margin: 0 auto; color: rgb(0 0 0 / 18%) }\n  @media (width >= 40rem) and (color) { p { top: 0 } }`;';
  const tight =
    'const sheet = css`.a :is(b,i) > u:hover{margin:0 auto;color:rgb(0 0 0 / 18%)}@media (width >= 40rem) and (color){p{top:0}}`;';
  assert.equal(withoutBreaks('a.js', code), tight);
});
