// What the drawings compute before they draw: colours, ramps, decimation, boundaries, places, sentences. Must not need a page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ActivationChart,
  describeActivation,
  flatShare,
  jumps,
  placeLabel,
  verticalRange,
} from '../../web/view/activation-chart.js';
import {
  describeLinks,
  distanceToLink,
  LinksView,
  linkOpacity,
  linkWidth,
  pointOnLink,
  strongestLinks,
} from '../../web/view/links.js';
import {
  decimate,
  describeLoss,
  extent,
  LossChart,
  logarithmicTicks,
  lossBounds,
  lossChartCss,
  prefersLogarithm,
  rowOf,
} from '../../web/view/loss-chart.js';
import { markOf, marks } from '../../web/view/marks.js';
import {
  colourAt,
  contrastRatio,
  divergingRamp,
  formatHex,
  fromOklab,
  HALF_STEPS,
  mix,
  parseHex,
  pixelOf,
  sequentialRamp,
  toOklab,
} from '../../web/view/ramp.js';
import {
  boundaryRings,
  describeSurface,
  fillSurface,
  position,
  SurfaceView,
  sampleAt,
  surfacePalette,
} from '../../web/view/surface.js';
import { readTheme, themeOf, tokens, tokensCss } from '../../web/view/theme.js';
import { fillUnitMap, magnitude, mapPalette, paintUnitMap } from '../../web/view/unit-map.js';
import { formatCount, formatNumber, formatShare } from '../../web/view/words.js';

const schemes = /** @type {const} */ (['light', 'dark']);
const NOT_FINITE = [Number.NaN, Infinity, -Infinity];

/** One 8-bit step of rounding in each of three channels moves OKLab lightness by less than this. */
const ROUNDED_LIGHTNESS = 0.006;

/**
 * Random numbers 0..1 that can be had again.
 * @param {import('node:test').TestContext} test
 * @param {number} [seed]
 */
function randomOf(test, seed = Number(process.env.TEST_SEED ?? Date.now() % 1e9)) {
  test.diagnostic(`TEST_SEED=${seed}`);
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {Uint32Array} ramp @param {number} index */
const lightnessAt = (ramp, index) => toOklab(parseHex(colourAt(ramp, index)))[0];

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

describe('ramp', () => {
  it('reads and writes hex colours, and refuses others by name', () => {
    assert.deepEqual(parseHex('#0a6cc2'), [10, 108, 194]);
    assert.deepEqual(parseHex('#fa0'), [255, 170, 0]);
    assert.equal(formatHex([-3, 127.6, 300]), '#0080ff');
    for (const bad of ['', 'red', '#12', '#12345g', '#1234567'])
      assert.throws(() => parseHex(bad), { name: 'RangeError', message: new RegExp(`got ${bad}$`) });
  });

  it('returns from OKLab to the same bytes', (test) => {
    const random = randomOf(test);
    for (let round = 0; round < 500; round++) {
      const hex = formatHex([random() * 255, random() * 255, random() * 255]);
      assert.equal(formatHex(fromOklab(toOklab(parseHex(hex)))), hex);
    }
  });

  it('agrees with published values', () => {
    // Ottosson 2020: white has lightness 1 and no colour; WCAG 2.2: black on white is 21.
    const [lightness, a, b] = toOklab([255, 255, 255]);
    assert.ok(Math.abs(lightness - 1) < 1e-6 && Math.abs(a) < 1e-6 && Math.abs(b) < 1e-6);
    assert.ok(Math.abs(contrastRatio('#000000', '#ffffff') - 21) < 1e-9);
    assert.equal(contrastRatio('#777777', '#777777'), 1);
  });

  it('mixes from one end to the other', () => {
    assert.equal(mix('#c75b00', '#0a6cc2', 0), '#c75b00');
    assert.equal(mix('#c75b00', '#0a6cc2', 1), '#0a6cc2');
  });

  for (const scheme of schemes) {
    const theme = themeOf(scheme);
    for (const strength of [0.55, 1]) {
      const ramp = divergingRamp(theme, strength);
      it(`${scheme}, strength ${strength}: the middle is neutral and every pixel opaque`, () => {
        assert.equal(ramp.length, 2 * HALF_STEPS + 1);
        assert.equal(colourAt(ramp, HALF_STEPS), theme.neutral);
        const bytes = new Uint8Array(ramp.buffer);
        for (let index = 3; index < bytes.length; index += 4) assert.equal(bytes[index], 255);
      });
      it(`${scheme}, strength ${strength}: lightness runs one way from the middle, equally on both sides`, () => {
        const away = scheme === 'light' ? -1 : 1;
        for (let step = 8; step <= HALF_STEPS; step++) {
          for (const side of [-1, 1]) {
            const rise = lightnessAt(ramp, HALF_STEPS + side * step) - lightnessAt(ramp, HALF_STEPS + side * (step - 8));
            assert.ok(rise * away > 0, `step ${side * step}: ${rise}`);
          }
          const difference = lightnessAt(ramp, HALF_STEPS + step) - lightnessAt(ramp, HALF_STEPS - step);
          // At full strength in the gamut's corner a channel may be cut as well as rounded.
          assert.ok(Math.abs(difference) < 2 * ROUNDED_LIGHTNESS, `step ${step}: ${difference}`);
        }
      });
      it(`${scheme}, strength ${strength}: orange side and blue side keep their hue`, () => {
        assert.ok(toOklab(parseHex(colourAt(ramp, 0)))[2] > 0.03);
        assert.ok(toOklab(parseHex(colourAt(ramp, 2 * HALF_STEPS)))[2] < -0.03);
      });
    }
    it(`${scheme}: a straight ramp starts at its first colour and ends at its strength`, () => {
      const ramp = sequentialRamp(theme.neutral, theme.accent, 1, 10);
      assert.equal(ramp.length, 11);
      assert.equal(colourAt(ramp, 0), theme.neutral);
      assert.equal(colourAt(ramp, 10), theme.accent);
      assert.equal(colourAt(sequentialRamp(theme.neutral, theme.accent, 0.5, 10), 10), mix(theme.neutral, theme.accent, 0.5));
      assert.equal(ramp[0], pixelOf(theme.neutral));
    });
  }
});

describe('unit map', () => {
  const theme = themeOf('light');
  const palette = mapPalette(theme);
  const [gapLight, gapDark] = palette.gap;

  it('puts zero in the middle and the scale at the ends, and cuts what lies beyond', () => {
    const words = new Uint32Array(4);
    fillUnitMap(words, [0, 2, -2, 50], 2, palette, 2);
    assert.deepEqual(
      [...words],
      [palette.ramp[HALF_STEPS], palette.ramp[2 * HALF_STEPS], palette.ramp[0], palette.ramp[2 * HALF_STEPS]],
    );
  });

  it('hatches what is not finite, in two colours that no value has', () => {
    const words = new Uint32Array(64);
    fillUnitMap(words, new Float32Array(64).fill(Number.NaN), 8, palette, 1);
    assert.deepEqual([...new Set(words)].sort(), [gapLight, gapDark].sort());
    for (const bad of NOT_FINITE) {
      fillUnitMap(words, new Float32Array(64).fill(bad), 8, palette, 1);
      assert.ok(words.every((word) => word === gapLight || word === gapDark));
    }
    assert.ok(!palette.ramp.includes(gapDark));
  });

  it('draws nothing but defined pixels, whatever the scale', () => {
    const words = new Uint32Array(4);
    const known = new Set([...palette.ramp, ...palette.gap]);
    for (const scale of [0, -1, 5e-324, 1e-45, 1e38, ...NOT_FINITE]) {
      fillUnitMap(words, [0, 3e38, -1e-40, 1], 2, palette, scale);
      for (const word of words) assert.ok(known.has(word), `scale ${scale}`);
    }
    fillUnitMap(words, [], 2, palette, 1);
    assert.ok(
      words.every((word) => word === gapLight || word === gapDark),
      'a map that is too short is a gap',
    );
  });

  it('takes the largest finite magnitude as scale', () => {
    assert.equal(magnitude([1, -7, Number.NaN, Infinity, 3]), 7);
    assert.equal(magnitude([Number.NaN]), 0);
    assert.equal(magnitude([]), 0);
  });
});

describe('surface', () => {
  const theme = themeOf('light');
  const domain = { min: -6, max: 6 };
  /**
   * A map of a function at pixel centres.
   * @param {number} resolution
   * @param {(x: number, y: number) => number} f
   */
  const gridOf = (resolution, f) =>
    Float32Array.from({ length: resolution * resolution }, (_, index) => {
      const x = -6 + (12 * ((index % resolution) + 0.5)) / resolution;
      const y = 6 - (12 * (Math.floor(index / resolution) + 0.5)) / resolution;
      return f(x, y);
    });
  /**
   * @param {Partial<import('../../web/view/surface.js').SurfaceInput>} part
   * @returns {import('../../web/view/surface.js').SurfaceInput}
   */
  const inputOf = (part) => ({
    grid: new Float32Array(0),
    resolution: 20,
    maps: 1,
    task: 'binary',
    range: { min: 0, max: 1 },
    domain,
    theme,
    ...part,
  });

  it('places values in a range: −1, 0, 1, cut, NaN stays', () => {
    assert.equal(position(0, { min: 0, max: 1 }), -1);
    assert.equal(position(0.5, { min: 0, max: 1 }), 0);
    assert.equal(position(9, { min: -1, max: 1 }), 1);
    assert.equal(position(-9, { min: -1, max: 1 }), -1);
    assert.ok(Number.isNaN(position(Number.NaN, { min: 0, max: 1 })));
    assert.equal(position(3, { min: 2, max: 2 }), 0);
  });

  it('leaves a hole, and counts it, exactly where a sample is not finite', () => {
    const words = new Uint32Array(400);
    const grid = gridOf(20, (x) => (x > 3 ? Number.NaN : 1));
    const holes = fillSurface(words, inputOf({ grid }));
    assert.equal(holes, 100);
    assert.deepEqual(
      [...words].map((word) => word === 0),
      [...grid].map(Number.isNaN),
    );
  });

  it('colours several classes by the winner, more strongly the larger its lead', () => {
    const words = new Uint32Array(4);
    const grid = [0.9, 0.5, 0.1, 0.3, /* class 1 */ 0.1, 0.5, 0.9, Number.NaN];
    const holes = fillSurface(words, inputOf({ grid, resolution: 2, maps: 2, task: 'multiclass' }));
    const { classes } = surfacePalette(theme);
    assert.equal(words[0], classes[0][Math.round(0.8 * HALF_STEPS)]);
    assert.equal(words[1], classes[0][0], 'a tie is neutral');
    assert.equal(words[2], classes[1][Math.round(0.8 * HALF_STEPS)]);
    assert.equal(words[3], 0);
    assert.equal(holes, 1);
  });

  it('repeats class colours beyond the tenth and never throws on odd ranges', () => {
    const words = new Uint32Array(4);
    const grid = new Float32Array(48).fill(0.01);
    grid.fill(0.9, 44, 48);
    fillSurface(words, inputOf({ grid, resolution: 2, maps: 12, task: 'multiclass' }));
    assert.equal(
      words[0],
      surfacePalette(theme).classes[1][Math.round(Math.fround(0.9) * HALF_STEPS - Math.fround(0.01) * HALF_STEPS)],
    );
    for (const range of [
      { min: 1, max: 1 },
      { min: 2, max: 1 },
    ]) {
      assert.equal(fillSurface(words, inputOf({ grid, resolution: 2, range })), 0);
      assert.ok(words.every((word) => word !== 0));
    }
  });

  it('finds a straight boundary where it is', () => {
    // Single-precision samples and linear interpolation of a linear field: exact but for rounding.
    const at = 1.37;
    const grid = gridOf(50, (x) => x - at);
    const inner = boundaryRings(50, (index) => grid[index])
      .flat()
      .filter(([across, down]) => across > 0 && across < 50 && down > 0 && down < 50);
    const vertical = inner.filter(([across]) => Math.abs(across - ((at + 6) / 12) * 50) < 1e-4);
    assert.ok(vertical.length >= 50, `${vertical.length} of ${inner.length}`);
    assert.equal(vertical.length, inner.length, 'nothing but the boundary inside the picture');
  });

  it('finds a circle to a hundredth of a pixel', () => {
    const resolution = 100;
    const grid = gridOf(resolution, (x, y) => 9 - x * x - y * y);
    const rings = boundaryRings(resolution, (index) => grid[index]);
    assert.equal(rings.length, 1);
    for (const [across, down] of rings[0]) {
      const radius = Math.hypot(across - 50, down - 50);
      assert.ok(Math.abs(radius - 25) < 0.01, `${radius}`);
    }
  });

  it('draws no boundary where there is none, and finite corners beside holes', () => {
    assert.deepEqual(
      boundaryRings(10, () => -1),
      [],
    );
    for (const bad of NOT_FINITE) {
      const rings = boundaryRings(10, (index) => (index % 3 === 0 ? bad : index % 2 ? 1 : -1));
      for (const [across, down] of rings.flat()) assert.ok(Number.isFinite(across) && Number.isFinite(down));
    }
  });

  it('reads a linear field exactly between pixel centres, and the outermost sample at the edge', (test) => {
    const random = randomOf(test);
    const grid = gridOf(40, (x, y) => 2 * x - y);
    for (let round = 0; round < 200; round++) {
      const across = 0.0125 + 0.975 * random();
      const down = 0.0125 + 0.975 * random();
      const [value] = sampleAt({ grid, resolution: 40, maps: 1 }, across, down) ?? [];
      const want = 2 * (-6 + 12 * across) - (6 - 12 * down);
      assert.ok(Math.abs(value - want) < 1e-5, `${value} ${want}`);
    }
    assert.deepEqual(sampleAt({ grid, resolution: 40, maps: 1 }, 0, 0), [grid[0]]);
    assert.deepEqual(sampleAt({ grid, resolution: 40, maps: 1 }, 1, 1), [grid[1599]]);
    assert.equal(sampleAt({ grid: [], resolution: 40, maps: 1 }, 0.5, 0.5), null);
  });

  it('says what it shows', () => {
    assert.equal(describeSurface(null), 'No surface yet.');
    assert.equal(describeSurface(inputOf({})), 'No surface yet.');
    const train = { points: [0, 0, 1, 1], labels: [0, 1] };
    const grid = gridOf(20, (x) => (x > 3 ? 1 : 0));
    assert.equal(
      describeSurface(inputOf({ grid, train, test: train, showTest: true })),
      'The network answers class 0 on 75 % and class 1 on 25 % of the plane. 2 training points and 2 test points shown.',
    );
    assert.equal(
      describeSurface(inputOf({ grid: gridOf(20, (x) => (x > 3 ? Number.NaN : 0)) })),
      'The network answers class 0 on 100 % and class 1 on 0 % of the plane. 25 % of the plane has no finite value.',
    );
    assert.equal(
      describeSurface(inputOf({ grid: gridOf(2, (x) => x), resolution: 2, task: 'regression' })),
      'Predicted values over the plane run from −3 to 3.',
    );
    assert.match(describeSurface(inputOf({ grid: new Float32Array(400).fill(Number.NaN) })), /no finite value anywhere/);
  });
});

describe('marks', () => {
  it('gives each class colour a shape of its own, all of one area', () => {
    assert.equal(marks.length, themeOf('light').classes.length);
    assert.equal(new Set(marks.map(({ name }) => name)).size, marks.length);
    assert.equal(markOf(13), marks[3]);
    const area = 50;
    for (const { name, draw } of marks) {
      /** @type {[number, number][]} */
      const corners = [];
      let other = 0;
      const context = /** @type {any} */ ({
        moveTo: (/** @type {number} */ x, /** @type {number} */ y) => corners.push([x, y]),
        lineTo: (/** @type {number} */ x, /** @type {number} */ y) => corners.push([x, y]),
        closePath() {},
        rect: (/** @type {number} */ _x, /** @type {number} */ _y, /** @type {number} */ w, /** @type {number} */ h) =>
          (other = w * h),
        arc: (/** @type {number} */ _x, /** @type {number} */ _y, /** @type {number} */ r) => (other = Math.PI * r * r),
      });
      draw(context, area);
      const shoelace = corners.reduce((sum, [x, y], index) => {
        const [nextX, nextY] = corners[(index + 1) % corners.length];
        return sum + (x * nextY - nextX * y) / 2;
      }, 0);
      // d3-shape gives its star's factor with ten digits.
      assert.ok(Math.abs((other || Math.abs(shoelace)) - area) < 1e-6 * area, `${name}: ${other || shoelace}`);
    }
  });
});

describe('links', () => {
  /** @param {number} weight @param {Partial<import('../../web/view/links.js').Link>} [part] */
  const linkOf = (weight, part) => ({ x1: 0, y1: 0, x2: 100, y2: 60, weight, ...part });

  it('widens and strengthens with the weight, the same for both signs, within bounds', () => {
    let width = 0;
    let opacity = 0;
    for (const weight of [0, 1e-30, 0.01, 0.1, 1, 10, 1e6, 3e38]) {
      assert.equal(linkWidth(weight), linkWidth(-weight));
      assert.ok(linkWidth(weight) >= width && linkWidth(weight) <= 6);
      assert.ok(linkOpacity(weight) >= opacity && linkOpacity(weight) <= 1);
      width = linkWidth(weight);
      opacity = linkOpacity(weight);
    }
    assert.ok(linkWidth(0.1) > linkWidth(0) && linkWidth(10) > linkWidth(1));
  });

  it('keeps the strongest, and what is not finite, in their order', () => {
    const weights = [0.1, -5, Number.NaN, 0.2, 3, Infinity, -Infinity];
    const links = weights.map((weight) => linkOf(weight));
    assert.deepEqual(strongestLinks(links, 9), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(strongestLinks(links, 5), [1, 2, 4, 5, 6]);
    assert.deepEqual(strongestLinks([linkOf(1, { x1: Number.NaN }), linkOf(1, { y2: Infinity }), linkOf(2)], 9), [2]);
  });

  it('starts and ends at its units, and is nearest to itself', () => {
    const link = linkOf(1);
    assert.deepEqual(pointOnLink(link, 0), [0, 0]);
    assert.deepEqual(pointOnLink(link, 1), [100, 60]);
    assert.deepEqual(pointOnLink(link, 0.5), [50, 30]);
    // The polyline's 24 pieces stay within this of the curve.
    const SAG_PX = 0.1;
    for (let t = 0; t <= 1; t += 0.01) assert.ok(distanceToLink(link, ...pointOnLink(link, t)) < SAG_PX);
    assert.ok(Math.abs(distanceToLink(link, 50, -70) - 70) > SAG_PX);
    assert.equal(distanceToLink(linkOf(1, { x2: 0, y2: 0 }), 3, 4), 5);
  });

  it('says how many there are of each sign', () => {
    assert.equal(describeLinks([1, 2, -1].map((weight) => linkOf(weight))), '3 weights: 2 positive, 1 negative.');
    assert.equal(
      describeLinks([1, Number.NaN, -Infinity].map((weight) => linkOf(weight))),
      '3 weights: 1 positive, 0 negative, 2 not finite.',
    );
  });
});

describe('loss chart', () => {
  it('decimation keeps every bucket’s extremes, the ends, and the order', (test) => {
    const random = randomOf(test);
    for (let round = 0; round < 40; round++) {
      const count = 2 + Math.floor(random() * 4000);
      const buckets = 1 + Math.floor(random() * 300);
      const x = Array.from({ length: count }, (_, index) => index);
      const first = x.map(() => random());
      const second = x.map(() => (random() < 0.1 ? Number.NaN : random() * 9));
      const few = decimate(x, [first, second], buckets);
      assert.ok(few.x.length <= Math.max(buckets * 8, buckets), `${few.x.length} of ${count} in ${buckets}`);
      assert.equal(few.x[0], 0);
      assert.equal(few.x[few.x.length - 1], count - 1);
      assert.deepEqual(
        few.x,
        [...new Set(few.x)].sort((a, b) => a - b),
      );
      assert.deepEqual(extent([few.columns[0]]), extent([first]));
      assert.deepEqual(extent([few.columns[1]]), extent([second]));
      // Every kept value is the value of its row, and a gap is null.
      few.x.forEach((row, index) => {
        assert.equal(few.columns[0][index], first[row]);
        assert.equal(few.columns[1][index], Number.isNaN(second[row]) ? null : second[row]);
      });
      if (count <= buckets) assert.equal(few.x.length, count);
    }
  });

  it('decimation keeps a single spike and a single gap among thousands', () => {
    const x = Array.from({ length: 20000 }, (_, index) => index);
    const flat = new Float64Array(20000).fill(0.5);
    flat[13577] = 7;
    flat[4242] = Number.NaN;
    const few = decimate(x, [flat], 100);
    assert.equal(few.columns[0][few.x.indexOf(13577)], 7);
    assert.equal(few.columns[0][few.x.indexOf(4242)], null);
    assert.ok(few.x.length <= 500);
  });

  it('takes missing columns and values that are not finite as gaps', () => {
    const few = decimate([0, 1, 2], [[1, Infinity, Number.NaN], []], 10);
    assert.deepEqual(few.columns, [
      [1, null, null],
      [null, null, null],
    ]);
    assert.equal(extent([[Number.NaN, null], []]), null);
  });

  it('goes logarithmic over decades, stays near the threshold, never with zero', () => {
    assert.equal(prefersLogarithm({ min: 0.1, max: 0.7 }, false), false);
    assert.equal(prefersLogarithm({ min: 0.001, max: 0.7 }, false), true);
    assert.equal(prefersLogarithm({ min: 0.035, max: 0.7 }, false), false);
    assert.equal(prefersLogarithm({ min: 0.035, max: 0.7 }, true), true);
    assert.equal(prefersLogarithm({ min: 0, max: 0.7 }, true), false);
    assert.equal(prefersLogarithm({ min: -1, max: 0.7 }, true), false);
    assert.equal(prefersLogarithm(null, true), false);
  });

  it('bounds hold the curves; a linear axis starts at zero', () => {
    assert.deepEqual(lossBounds(null, false), [0, 1]);
    for (const logarithmic of [false, true]) {
      for (const span of [
        { min: 0.01, max: 3 },
        { min: 0.5, max: 0.5 },
        { min: 1e-30, max: 1e30 },
      ]) {
        const [low, high] = lossBounds(span, logarithmic);
        assert.ok(low <= span.min && high >= span.max && high > low - 1e-12, `${low} ${high}`);
        if (!logarithmic) assert.equal(low, 0);
        else assert.ok(low > 0);
      }
    }
    assert.ok(lossBounds({ min: 0, max: 0 }, false)[1] > 0);
    assert.ok(lossBounds({ min: -2, max: 1 }, false)[0] < -2);
  });

  it('logarithmic ticks are whole decades, exact, inside, and few', () => {
    assert.deepEqual(logarithmicTicks(0.0009, 1.2), [0.001, 0.01, 0.1, 1]);
    assert.deepEqual(logarithmicTicks(0.03, 0.7), [0.05, 0.1, 0.2, 0.5]);
    assert.ok(logarithmicTicks(1e-30, 1e30).length <= 7);
    for (const tick of logarithmicTicks(1e-30, 1e30)) assert.ok(tick >= 1e-30 && tick <= 1e30);
  });

  it('finds the nearest row', (test) => {
    const random = randomOf(test);
    assert.equal(rowOf([], 3), -1);
    for (let round = 0; round < 200; round++) {
      const epochs = Array.from({ length: 1 + Math.floor(random() * 30) }, () => Math.round(random() * 1000)).sort(
        (a, b) => a - b,
      );
      const epoch = random() * 1100 - 50;
      const nearest = Math.min(...epochs.map((value) => Math.abs(value - epoch)));
      assert.equal(Math.abs(epochs[rowOf(epochs, epoch)] - epoch), nearest);
    }
  });

  it('says where a run stands', () => {
    assert.equal(describeLoss(null), 'No epoch trained yet.');
    assert.equal(describeLoss({ epochs: [], trainLoss: [] }), 'No epoch trained yet.');
    assert.equal(
      describeLoss({
        epochs: [0, 12],
        trainLoss: [0.7, 0.125],
        testLoss: [0.71, 0.2],
        trainAccuracy: [0.5, 0.9995],
        testAccuracy: [0.5, 0.9],
        baseline: Math.LN2,
      }),
      'Epoch 12: training loss 0.125, from 0.7 at the start, test loss 0.2, training accuracy 99.9 %, test accuracy 90 %. Guessing gives a loss of 0.693.',
    );
    assert.equal(
      describeLoss({ epochs: [0, 1], trainLoss: [0.7, Number.NaN], baseline: null }),
      'Epoch 1: training loss not finite, from 0.7 at the start.',
    );
  });
});

describe('activation chart', () => {
  const zs = Float64Array.from({ length: 241 }, (_, index) => -6 + index * 0.05);
  const theme = themeOf('light');
  const relu = { zs, values: zs.map((z) => Math.max(0, z)), derivatives: zs.map((z) => Number(z > 0)) };
  /** @param {number[]} counts @param {number} [below] @param {number} [above] */
  const histogramOf = (counts, below = 0, above = 0) => ({
    counts,
    below,
    above,
    total: counts.reduce((sum, count) => sum + count, below + above),
    min: -6,
    max: 6,
  });

  it('shows both curves and zero, and cuts what runs away', () => {
    const range = verticalRange(relu);
    assert.ok(range.min < 0 && range.max > 1 && range.max < 6);
    const sigmoid = verticalRange({ zs, values: zs.map((z) => 1 / (1 + Math.exp(-z))), derivatives: zs.map(() => 0.2) });
    assert.ok(sigmoid.min < 0 && sigmoid.min > -0.2 && sigmoid.max > 1 && sigmoid.max < 1.2);
    for (const bad of NOT_FINITE) {
      const { min, max } = verticalRange({ zs, values: zs.map(() => bad), derivatives: zs.map(() => bad) });
      assert.ok(Number.isFinite(min) && Number.isFinite(max) && max > min);
    }
  });

  it('joins steep curves and parts jumps', () => {
    assert.deepEqual([...jumps(relu.derivatives, 4)], [121]);
    assert.equal(jumps(relu.values, 4).size, 0);
    assert.equal(
      jumps(
        zs.map((z) => Math.tanh(10 * z)),
        2,
      ).size,
      0,
    );
    assert.equal(
      jumps(
        zs.map(() => Number.NaN),
        2,
      ).size,
      0,
    );
  });

  it('counts the inputs that meet no slope, those beyond the axis too', () => {
    assert.equal(flatShare({ ...relu, histogram: histogramOf([30, 10]) }), 0.75);
    assert.equal(flatShare({ ...relu, histogram: histogramOf([30, 10], 30, 10) }), 60 / 80);
    assert.equal(flatShare({ ...relu, histogram: histogramOf([0, 0]) }), null);
    assert.equal(flatShare({ ...relu, histogram: null }), null);
    assert.equal(flatShare({ ...relu, histogram: { ...histogramOf([Number.NaN, 1]), total: 2 } }), null);
  });

  it('says what it shows', () => {
    assert.equal(describeActivation(null), 'No activation.');
    assert.equal(
      describeActivation({ ...relu, histogram: histogramOf([3000, 1000]), title: 'ReLU', theme }),
      "ReLU: for z from −6 to 6 the value lies between 0 and 6, the slope between 0 and 1. 75 % of the layer's 4,000 inputs meet a slope below 0.01.",
    );
    assert.match(
      describeActivation({ ...relu, values: zs.map(() => Number.NaN), title: 'broken', theme }),
      /value lies without a finite value/,
    );
  });

  it('names curves inside the plot, off every curve, off each other', () => {
    const plot = { left: 0, right: 500, top: 0, bottom: 150 };
    const upper = Array.from({ length: 200 }, (_, index) => ({ x: index * 2.5, y: 40 }));
    const lower = Array.from({ length: 200 }, (_, index) => ({ x: index * 2.5, y: 52 }));
    const all = [...upper, ...lower];
    const first = placeLabel(upper, all, plot, 30, []);
    assert.ok(first);
    const second = placeLabel(lower, all, plot, 30, [first]);
    assert.ok(second);
    for (const box of [first, second]) {
      assert.ok(box.left >= 0 && box.right <= 500 && box.top >= 0 && box.bottom <= 150);
      assert.ok(!all.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom));
    }
    assert.ok(
      first.bottom <= second.top || second.bottom <= first.top || first.right <= second.left || second.right <= first.left,
    );
    assert.equal(placeLabel([], all, plot, 30, []), null);
  });
});

describe('words', () => {
  const numbers = /** @type {const} */ ([
    [0, '0'],
    [-6, '−6'],
    [0.0314159, '0.0314'],
    [12.5, '12.5'],
    [1234.5, '1230'],
    [1.234e-7, '1.23\u202f×\u202f10⁻⁷'],
    [1e-5, '10⁻⁵'],
    [-2e12, '−2\u202f×\u202f10¹²'],
    [Number.NaN, 'no value'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [null, 'no value'],
  ]);
  for (const [value, text] of numbers) it(`${value} reads ${text}`, () => assert.equal(formatNumber(value), text));

  it('shares never round something to nothing, nor most to all', () => {
    assert.equal(formatShare(0), '0 %');
    assert.equal(formatShare(0.0001), 'under 1 %');
    assert.equal(formatShare(0.25), '25 %');
    assert.equal(formatShare(0.9999), '99.9 %');
    assert.equal(formatShare(1), '100 %');
    assert.equal(formatShare(Number.NaN), 'no value');
    assert.equal(formatShare(null), 'no value');
  });

  it('counts carry their noun', () => {
    assert.equal(formatCount(1, 'point'), '1 point');
    assert.equal(formatCount(1250, 'point'), '1,250 points');
  });
});
