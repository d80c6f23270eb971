// What a script can take away from a playground as a file: the network, and the picture of its answer. Loaded when it is asked for; knows the
// panels only by where the picture is.

/** @typedef {import('./playground.js').Playground} Playground */

/** What a model can be written as. */
const MODEL_FORMAT = 'safetensors';

/** @param {Playground} playground @param {string} [format] */
export async function modelFile({ session }, format = MODEL_FORMAT) {
  if (format === MODEL_FORMAT) return session?.model?.save();
  const message = `format: expected ${MODEL_FORMAT}, got ${JSON.stringify(format)}`;
  throw Object.assign(new RangeError(message), { code: 'unknown_name', path: 'format' });
}

/** @param {Playground} playground @param {string} [type]  of the file @returns {Promise<Blob>} */
export async function pictureFile({ session, pictures, renderRoot }, type = 'image/png') {
  await session?.redraw();
  pictures.drawNow();
  /** @type {HTMLCanvasElement | null} */
  const canvas = renderRoot.querySelector('.panel-result canvas') ?? renderRoot.querySelector('canvas');
  const blob = await new Promise((resolve) => (canvas ? canvas.toBlob(resolve, type) : resolve(null)));
  if (blob) return blob;
  throw Object.assign(new Error('There is no picture to give.'), { code: 'no_picture', path: '' });
}
