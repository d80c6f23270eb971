// The table of colours: contrast, sight, the style sheet made from it. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ActivationChart } from '../../../web/view/activation-chart.js';
import { LinksView } from '../../../web/view/links.js';
import { LossChart, lossChartCss } from '../../../web/view/loss-chart.js';
import { contrastRatio, parseHex, toOklab } from '../../../web/view/ramp.js';
import { SurfaceView } from '../../../web/view/surface.js';
import { readTheme, themeOf, tokens, tokensCss } from '../../../web/view/theme.js';
import { paintUnitMap } from '../../../web/view/unit-map.js';
import { schemes } from './inputs.js';

describe('theme: the table', () => {
  it('names every property once, after its row', () => {
    assert.equal(new Set(tokens.map(({ property }) => property)).size, tokens.length);
    assert.equal(tokens.find(({ name }) => name === 'mutedText')?.property, '--relu-muted-text');
    assert.equal(tokens.find(({ name }) => name === 'class9')?.property, '--relu-class-9');
    for (const { property, light, dark, meaning } of tokens) {
      assert.match(property, /^--relu-[a-z]+(-[a-z0-9]+)*$/);
      assert.match(light, /^#[0-9a-f]{6}$/, property);
      assert.match(dark, /^#[0-9a-f]{6}$/, property);
      assert.ok(meaning.length > 3, property);
    }
  });

  // Web Content Accessibility Guidelines 2.2: 1.4.3 for text, 1.4.11 for graphical objects.
  const TEXT = 4.5;
  const GRAPHIC = 3;
  const pairs = /** @type {const} */ ([
    ['text', 'surface', TEXT],
    ['text', 'panel', TEXT],
    ['text', 'neutral', TEXT],
    ['mutedText', 'surface', TEXT],
    ['mutedText', 'panel', TEXT],
    ['accent', 'surface', TEXT],
    ['accent', 'panel', TEXT],
    ['accentText', 'accent', TEXT],
    ['danger', 'surface', TEXT],
    ['danger', 'panel', TEXT],
    ['line', 'surface', GRAPHIC],
    ['line', 'panel', GRAPHIC],
    ['line', 'neutral', GRAPHIC],
    ['focus', 'surface', GRAPHIC],
    ['focus', 'panel', GRAPHIC],
    ['negative', 'surface', GRAPHIC],
    ['positive', 'surface', GRAPHIC],
    ['negative', 'neutral', GRAPHIC],
    ['positive', 'neutral', GRAPHIC],
  ]);
  for (const scheme of schemes) {
    const theme = themeOf(scheme);
    for (const [front, ground, least] of pairs) {
      it(`${scheme}: ${front} on ${ground} has a contrast of at least ${least}`, () => {
        const ratio = contrastRatio(theme[front], theme[ground]);
        assert.ok(ratio >= least, `${theme[front]} on ${theme[ground]}: ${ratio.toFixed(2)}`);
      });
    }
    it(`${scheme}: each class colour stands out from the surface`, () => {
      assert.equal(theme.classes.length, 10);
      for (const colour of theme.classes) {
        assert.ok(contrastRatio(colour, theme.surface) >= GRAPHIC, `${colour}: ${contrastRatio(colour, theme.surface)}`);
      }
    });
    it(`${scheme}: the first two classes are the pair`, () => {
      assert.deepEqual(theme.classes.slice(0, 2), [theme.negative, theme.positive]);
    });
  }

  // Machado, Oliveira, Fernandes 2009, severity 1, on linear light.
  const visions = {
    ordinary: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    protanopia: [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    deuteranopia: [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
  };
  /** Two patches side by side are told apart from about 0.02 on; three times that for small marks. */
  const LEAST_DISTANCE = 0.06;
  for (const scheme of schemes) {
    for (const [vision, matrix] of Object.entries(visions)) {
      it(`${scheme}: every two class colours differ with ${vision}`, () => {
        const linear = (/** @type {number} */ byte) =>
          byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
        const encoded = (/** @type {number} */ light) =>
          255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
        const seen = themeOf(scheme).classes.map((colour) => {
          const light = parseHex(colour).map(linear);
          const [r, g, b] = matrix.map((row) =>
            encoded(Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2])),
          );
          return toOklab([r, g, b]);
        });
        seen.forEach((first, i) => {
          seen.slice(0, i).forEach((second, j) => {
            const distance = Math.hypot(...first.map((value, channel) => value - second[channel]));
            assert.ok(distance >= LEAST_DISTANCE, `classes ${i} and ${j}: ${distance.toFixed(3)}`);
          });
        });
      });
    }
  }

  it('is told light from dark by its surface', () => {
    for (const scheme of schemes) assert.equal(themeOf(scheme).scheme, scheme);
  });

  it('becomes a style sheet that sets every property in both schemes and forces what has a system colour', () => {
    const css = tokensCss();
    for (const { property, light, dark, forced } of tokens) {
      assert.ok(css.includes(`${property}:${light};`), property);
      assert.ok(css.includes(`${property}:${dark};`), property);
      if (forced) assert.ok(css.includes(`${property}:${forced};`), property);
    }
    for (const part of [
      ':host{',
      'prefers-color-scheme:dark',
      '[theme="light"]',
      '[theme="dark"]',
      'forced-colors:active',
      '@media print',
    ]) {
      assert.ok(css.includes(part), part);
    }
    assert.doesNotMatch(css + lossChartCss, /url\(|@import/);
    assert.equal(css.split('{').length, css.split('}').length);
  });

  it('is read only from an element: importing the drawings touched no page', () => {
    for (const door of [readTheme, paintUnitMap, SurfaceView, LinksView, LossChart, ActivationChart]) {
      assert.equal(typeof door, 'function');
    }
    assert.equal(typeof globalThis.document, 'undefined');
  });
});
