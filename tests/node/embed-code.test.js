// What the embed builder gives: tags, frames and links say what was chosen, whatever letters are in it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catalog, validate } from 'relu-playground/catalog';
import { parse } from '../../web/element/permalink-reader.js';
import { escaped, frameAddress, frameText, tagText } from '../../web/page/embed-code.js';
import { oembedAnswer, oembedLink } from '../../web/page/oembed.js';
import { randomExperiment, seededRandom } from './random-values.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const source = { folder: 'https://example.org/play/', version: '1.2.3', integrity: 'sha384-abc' };
const nothing = { lesson: '', experiment: null, panels: null, views: [], theme: 'auto', autoplay: false, startEpoch: 0 };

/** @type {Record<string, string>} */
const letters = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (/** @type {string} */ text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => letters[name] ?? '');

/** The tag's attributes, as a browser reads them. @param {string} text */
function attributesIn(text) {
  const tag = /<relu-playground((?:"[^"]*"|'[^']*'|[^'">])*)>/.exec(text)?.[1] ?? '';
  const found = [...tag.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'))?/g)];
  return Object.fromEntries(found.map(([, name, double, single]) => [name, unescaped(double ?? single ?? '')]));
}

describe('texts of the embed builder', () => {
  test('nothing chosen is the plain tag of this version, with its hash', () => {
    assert.deepEqual(attributesIn(tagText(nothing, source)), {});
    assert.match(
      tagText(nothing, source),
      /src="https:\/\/example\.org\/play\/relu-playground-1\.2\.3\.js" integrity="sha384-abc" crossorigin>/,
    );
    assert.equal(frameAddress(nothing, source), 'https://example.org/play/embed-1.2.3.html');
  });

  test('what is chosen is said by the tag and by the frame', () => {
    const chosen = {
      ...nothing,
      lesson: 'born-dead',
      panels: ['controls', 'result'],
      views: ['race'],
      theme: 'dark',
      autoplay: true,
      startEpoch: 30,
    };
    const attributes = {
      lesson: 'born-dead',
      panels: 'controls result',
      views: 'race',
      theme: 'dark',
      'start-epoch': '30',
      autoplay: '',
    };
    assert.deepEqual(attributesIn(tagText(chosen, source)), attributes);
    const address = new URL(frameAddress(chosen, source));
    assert.deepEqual(Object.fromEntries(address.searchParams), attributes);
    assert.equal(address.hash, '');
    const [, inFrame = ''] = /src="([^"]*)"/.exec(frameText(chosen, source, 500)) ?? [];
    assert.equal(unescaped(inFrame), address.href);
  });

  test('a lesson has its own experiment', () => {
    const text = tagText({ ...nothing, lesson: 'born-dead', experiment: { seed: 4 } }, source);
    assert.deepEqual(attributesIn(text), { lesson: 'born-dead' });
  });

  test(`300 random experiments come back from tag and link (SEED=${seed})`, async () => {
    const tables = await catalog();
    const random = seededRandom(seed);
    for (let round = 0; round < 300; round++) {
      const { minimal } = await validate(randomExperiment(random, tables));
      const chosen = { ...nothing, experiment: minimal };
      assert.deepEqual(JSON.parse(attributesIn(tagText(chosen, source)).experiment ?? ''), minimal);
      assert.deepEqual(parse(new URL(frameAddress(chosen, source)).hash).experiment, minimal);
    }
  });

  test('quotes, apostrophes, brackets and entities in an experiment stay what they are', () => {
    const experiment = { note: `"it's" <b>&amp; &#39;` };
    const text = tagText({ ...nothing, experiment }, source);
    assert.deepEqual(JSON.parse(attributesIn(text).experiment ?? ''), experiment);
    assert.equal(unescaped(escaped('"<&>"')), '"<&>"');
  });
});

test('an oEmbed answer has what the standard asks for, and frames the lesson', () => {
  const answer = oembedAnswer({ site: source.folder, version: source.version, title: 'Born “dead”', lesson: 'born-dead' });
  assert.equal(answer.version, '1.0');
  assert.equal(answer.type, 'rich');
  assert.ok(Number.isInteger(answer.width) && Number.isInteger(answer.height));
  assert.match(
    answer.html ?? '',
    /^<iframe src="https:\/\/example\.org\/play\/embed-1\.2\.3\.html\?lesson=born-dead"[^>]*><\/iframe>$/,
  );
  assert.match(
    oembedLink(source.folder, 'x'),
    /type="application\/json\+oembed" href="https:\/\/example\.org\/play\/oembed\.json"/,
  );
});
