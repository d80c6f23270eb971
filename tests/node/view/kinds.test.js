// Where tiles, cells, lanes and strips stand in the drawings of pictures, sequences and tables, and which pixels they get. Must not need a
// page.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripsLayout } from '../../../web/view/activity-strips.js';
import { matrixLayout } from '../../../web/view/confusion-matrix.js';
import { fillPixels, largest, tiling } from '../../../web/view/feature-map.js';
import { stripLayout } from '../../../web/view/picture-strip.js';
import { pixelOf } from '../../../web/view/ramp.js';
import { rangeOfAll } from '../../../web/view/scatter.js';
import { themeOf } from '../../../web/view/theme.js';
import { decades, laneLayout } from '../../../web/view/unrolled.js';

const theme = themeOf('light');

describe('tiles of feature maps', () => {
  it('fill the width, never leave it, and keep the shape of a map', () => {
    for (const channels of [1, 2, 3, 8, 16, 64, 256])
      for (const [rows, cells] of [
        [8, 8],
        [14, 14],
        [4, 7],
        [1, 1],
        [16, 100],
      ])
        for (const width of [96, 124, 300]) {
          const { tile, columns, gap, height } = tiling([channels, rows, cells], width);
          const place = `${channels} × ${rows} × ${cells} in ${width}`;
          assert.ok(columns * tile.width + (columns - 1) * gap <= width + 1e-9, place);
          assert.ok(columns >= 1 && columns <= channels, place);
          assert.ok(tile.height >= 1, place);
          if (tile.height > 1) assert.ok(Math.abs(tile.height / tile.width - rows / cells) < 1e-9, place);
          assert.ok(height >= Math.ceil(channels / columns) * tile.height, place);
        }
  });

  it('of a lone channel stop at a size, unless they are to fill the width', () => {
    assert.ok(tiling([1, 8, 8], 300).tile.width < 300);
    const { tile, columns, height } = tiling([1, 8, 8], 300, true);
    assert.deepEqual([tile.width, tile.height, columns, height], [300, 300, 1, 300]);
    assert.deepEqual(tiling([4, 8, 8], 900, true), tiling([4, 8, 8], 900), 'several share it');
  });

  it('are coloured from nothing to ink, or around zero; what is no number is hatched', () => {
    const words = new Uint32Array(5);
    fillPixels(words, [0, 1, 2, Number.NaN, -1], 5, { theme, palette: 'ink', scale: 1 });
    assert.equal(words[0], pixelOf(theme.neutral));
    assert.equal(words[1], pixelOf(theme.text));
    assert.equal(words[2], words[1], 'more than full is full');
    assert.ok(words[3] === pixelOf(theme.line) || words[3] === pixelOf(theme.neutral));
    assert.equal(words[4], words[0], 'less than nothing is nothing');
    fillPixels(words, [0, 1, -1, 0, 0], 5, { theme, palette: 'signed', scale: 1 });
    assert.equal(words[0], pixelOf(theme.neutral));
    assert.notEqual(words[1], words[2]);
    fillPixels(words, [0, 0, 0, 0, 0], 5, { theme, palette: 'signed', scale: 0 });
    assert.ok(
      words.every((word) => word === pixelOf(theme.neutral)),
      'a scale of nothing divides nothing',
    );
  });

  it('know their largest finite magnitude', () => {
    assert.equal(largest([-3, 2, Number.NaN, Infinity]), 3);
    assert.equal(largest([]), 0);
  });
});

describe('strips of pictures', () => {
  it('stand side by side within the width', () => {
    for (const width of [40, 100, 333, 660]) {
      const { columns, pitch } = stripLayout(width, 44);
      assert.ok(columns >= 1);
      if (columns > 1) {
        assert.ok(pitch >= 44, 'they do not overlap');
        assert.ok((columns - 1) * pitch + 44 <= width);
      }
    }
  });
});

describe('the confusion matrix', () => {
  it('has room for every class and its title', () => {
    const titles = ['T-shirt/top', 'Trouser', 'Bag'];
    for (const width of [180, 270, 600]) {
      const { left, top, cell, height } = matrixLayout({ counts: [], titles, theme }, width);
      assert.ok(left + 3 * cell <= width + 1e-9);
      assert.ok(left > 0 && top > 0);
      assert.equal(height, top + 3 * cell);
    }
  });
});

describe('a net unrolled in time', () => {
  it('has lanes under each other, none over another', () => {
    const lane = (/** @type {boolean} */ isMark) => ({ title: '', values: [], isMark });
    const state = (/** @type {number} */ units) => ({ title: '', units, values: [] });
    const { inputs, states, signals, height } = laneLayout({
      inputs: [lane(false), lane(true)],
      states: [state(1), state(16), state(400)],
      signals: [{ title: '', curves: [] }],
    });
    const bands = [...inputs, ...states, ...signals];
    bands.forEach((band, index) => {
      const before = bands[index - 1];
      if (before) assert.ok(band.top >= before.top + before.height, `lane ${index}`);
    });
    const last = /** @type {{ top: number, height: number }} */ (bands.at(-1));
    assert.ok(height > last.top + last.height, 'the axis has room');
  });

  it('has an axis of whole powers of ten that holds every value above zero, however small', () => {
    assert.deepEqual(decades([[1e-61, 0.46], [12]]), { low: -61, high: 2 });
    assert.deepEqual(decades([[1e23, 1, 0, Number.NaN, Infinity]]), { low: 0, high: 23 });
    assert.deepEqual(decades([[0.1]]), { low: -1, high: 0 });
    assert.equal(decades([[0, 0], []]), null);
  });
});

describe('strips of units and points of values', () => {
  it('get thinner with their number, but can be seen', () => {
    let before = Infinity;
    for (const units of [1, 8, 30, 64, 1024]) {
      const { pitch, gap, height, top } = stripsLayout(units);
      assert.ok(pitch <= before && pitch - gap >= 2);
      assert.equal(height, top + units * pitch);
      before = pitch;
    }
  });

  it('have a frame around what is right', () => {
    const { min, max } = rangeOfAll([[0, 2, Number.NaN]]);
    assert.ok(min < 0 && max > 2 && min > -0.2 && max < 2.2);
    assert.deepEqual(rangeOfAll([[]]), { min: 0, max: 1 });
    const one = rangeOfAll([[5]]);
    assert.ok(one.min < 5 && one.max > 5);
  });
});
