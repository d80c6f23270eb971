// How often the element asks for what: training keeps its share of the time however much a look at the network costs; and painting in slices.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AskPace } from '../../web/element/ask-pace.js';
import { PaintQueue } from '../../web/element/paint-queue.js';

/** Plays with a network whose picture and causes cost so much. Returns the share of the time that is training, and the longest call. */
function play(/** @type {{ pictureMs: number, causesMs: number, seconds?: number }} */ { pictureMs, causesMs, seconds = 60 }) {
  const pace = new AskPace();
  let nowMs = 0;
  let trainedMs = 0;
  let looks = 0;
  let longestMs = 0;
  while (nowMs < seconds * 1000) {
    const hasCauses = pace.isTimeForCauses(nowMs);
    const { budgetMs } = pace;
    const tookMs = budgetMs + pictureMs + (hasCauses ? causesMs : 0);
    pace.note(tookMs, budgetMs, hasCauses);
    looks += Number(hasCauses);
    trainedMs += budgetMs;
    longestMs = Math.max(longestMs, budgetMs);
    nowMs += Math.max(tookMs, 16);
  }
  return { share: trainedMs / nowMs, looks: looks / seconds, longestMs };
}

describe('the pace of asking', () => {
  test('a small network is looked at four times a second and trains for most of each frame', () => {
    const { share, looks, longestMs } = play({ pictureMs: 2, causesMs: 3 });
    assert.ok(looks > 3.5 && looks <= 4.01, `${looks} looks a second`);
    assert.ok(share > 0.5, `${share}`);
    assert.ok(longestMs <= 10);
  });

  test('a network that costs a second to look at trains for a fair share, and is still looked at', () => {
    const { share, looks, longestMs } = play({ pictureMs: 150, causesMs: 400 });
    assert.ok(share > 0.3, `${share}`);
    assert.ok(looks > 0.2 && looks < 1, `${looks} looks a second`);
    assert.ok(longestMs <= 100, 'Pause is heard');
  });

  test('one slow answer changes little, and another network begins anew', () => {
    const pace = new AskPace();
    for (let call = 0; call < 20; call++) pace.note(14, 10, false);
    pace.note(200, 10, false);
    assert.ok(pace.budgetMs <= 65, `${pace.budgetMs}`);
    for (let call = 0; call < 20; call++) pace.note(14, 10, false);
    assert.equal(pace.budgetMs, 10);
    assert.ok(pace.isTimeForCauses(5));
    assert.ok(!pace.isTimeForCauses(6));
    pace.restart();
    assert.ok(pace.isTimeForCauses(7));
  });
});

describe('painting in slices', () => {
  const busy = (/** @type {number} */ ms) => {
    const endMs = performance.now() + ms;
    while (performance.now() < endMs);
  };

  test('slow parts come one a slice, and each of them once a round', () => {
    const queue = new PaintQueue();
    /** @type {string[]} */
    const painted = [];
    const parts = () =>
      ['a', 'b', 'c'].map((name) => () => {
        painted.push(name);
        busy(12);
      });
    assert.equal(queue.slice(parts), false, 'nobody has asked');
    queue.ask();
    assert.equal(queue.slice(parts), true);
    assert.deepEqual(painted, ['a']);
    queue.ask();
    assert.equal(queue.slice(parts), true);
    assert.equal(queue.slice(parts), true, 'what came meanwhile is another round');
    assert.deepEqual(painted, ['a', 'b', 'c']);
    while (queue.slice(parts));
    assert.deepEqual(painted, ['a', 'b', 'c', 'a', 'b', 'c']);
  });

  test('all at once leaves nothing over', () => {
    const queue = new PaintQueue();
    let count = 0;
    queue.ask();
    queue.all(() => [() => count++, () => count++]);
    assert.equal(count, 2);
    assert.equal(
      queue.slice(() => [() => count++]),
      false,
    );
    assert.equal(count, 2);
  });
});
