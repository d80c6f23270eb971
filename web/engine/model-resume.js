// The network of a model file, at the step at which it was saved. Loaded with the first file that is opened; knows the core's session, not the
// container.
import { Model } from './model.js';
import { PlaygroundError } from './playground-error.js';

/**
 * Goes on from a file.
 *
 * Errors    bad_file when its parts do not belong together; mismatch when it was trained on other samples.
 * @param {any} module  the loaded WebAssembly module
 * @param {import('./model-file.js').ModelContent} file
 * @param {import('./model.js').GivenSamples | null} samples
 */
export function resume(module, { experiment, progress, course, samples: origin, arrays }, samples) {
  if (origin === 'given' && (!samples || samples instanceof Uint8Array)) {
    const message = 'this network was trained on samples that are not in its file: give them again';
    throw new PlaygroundError({ code: 'mismatch', message, path: 'data' });
  }
  const model = open(module, experiment, samples);
  try {
    // Nothing of the network is left out of this figure, so an honest file is smaller, and a hostile one ends here.
    const size = arrays.reduce((sum, { values }) => sum + values.byteLength, 0);
    if (size > model.description.bytes)
      throw bad(`holds ${size} bytes of numbers; the whole network takes ${model.description.bytes}`, 'file');
    if (!module.restore(model.session, { arrays, progress })) throw new PlaygroundError(module.lastError());
    const last = Math.max(course.solved?.epoch ?? 0, course.losses.at(-1)?.epoch ?? 0);
    const { epoch, step } = model.progress();
    if (last > epoch) throw bad(`tells of epoch ${last}; the network stands at ${epoch}`, 'course');
    Object.assign(model.record, course, { givenStep: step });
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}

/** A file's experiment that is refused is the file's fault. @param {any} module @param {unknown} experiment @param {import('./model.js').GivenSamples | null} samples */
function open(module, experiment, samples) {
  try {
    return new Model(module, experiment, samples);
  } catch (cause) {
    if (!(cause instanceof PlaygroundError) || cause.code === 'out_of_memory' || (samples && cause.path.startsWith('data.')))
      throw cause;
    throw bad(cause.message, 'experiment', cause);
  }
}

/** @param {string} message @param {string} path @param {unknown} [cause] */
const bad = (message, path, cause) => new PlaygroundError({ code: 'bad_file', message, path }, { cause });
