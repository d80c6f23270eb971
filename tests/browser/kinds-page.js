// What the tests of pictures and of sequences share beyond the built page: the state of the run, and waiting for what it learns. Knows no
// kind of data.
import assert from 'node:assert/strict';
import { builtPage } from './built-page.js';

/** Starts server and browser before the tests of a file, and ends both after them. */
export function kindsPage() {
  const built = builtPage({ prefix: '/some/folder/' });
  const { axeFindings, overhang } = built;
  return {
    get page() {
      return built.page();
    },
    get requests() {
      return built.requests;
    },
    button: built.button,
    open: built.open,
    says: built.says,
    rested: built.rested,

    /** The run as the element tells it, once there is one: of a new experiment the picture comes before the first numbers. */
    async state() {
      await built
        .page()
        .waitForFunction(() => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot !== null);
      return built.page().evaluate(() => {
        const { session } = /** @type {any} */ (document.querySelector('relu-playground'));
        const { snapshot, description } = session;
        return {
          step: snapshot.step,
          test: snapshot.test,
          testRows: description.testRows,
          data: description.experiment.data,
          layers: description.layers.map((/** @type {any} */ { type }) => type),
          sample: snapshot.sample && {
            values: Array.from(snapshot.sample.values),
            answer: Array.from(snapshot.sample.answer),
          },
        };
      });
    },

    /** Waits until so large a share of the test rows is right. @param {number} accuracy */
    untilRight: (accuracy) =>
      built
        .page()
        .waitForFunction(
          (wanted) => /** @type {any} */ (document.querySelector('relu-playground')).session.snapshot?.test.accuracy > wanted,
          accuracy,
        ),

    /** Waits until the chosen sample's numbers satisfy a condition. @param {(values: number[]) => boolean} condition */
    async untilSample(condition) {
      for (;;) {
        const values = await built.page().evaluate(() => {
          const { snapshot } = /** @type {any} */ (document.querySelector('relu-playground')).session;
          return snapshot?.sample ? Array.from(snapshot.sample.values) : null;
        });
        if (values && condition(/** @type {number[]} */ (values))) return;
        await built.page().waitForTimeout(20);
      }
    },

    /** Nothing that axe finds, and nothing on the console. */
    async clean() {
      assert.deepEqual(await axeFindings('relu-playground'), []);
      assert.ok((await overhang()) <= 0, `${await overhang()} px too wide`);
      assert.deepEqual(built.problems, []);
    },
  };
}
