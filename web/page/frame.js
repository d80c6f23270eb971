// For a page that has the playground in a frame: makes each frame as high as its content says. Hears only frames of this page that show
// the embed page, each from the origin of its own address.

import { message, NAMESPACE, VERSION } from './frame-messages.js';

/** No content is higher, in CSS pixels. */
const MOST_PX = 20_000;

/** With or without a version in its name. */
const EMBED = /\/embed(-[\w.+-]+)?\.html$/;

/** @returns {HTMLIFrameElement[]} */
const frames = () =>
  [...document.querySelectorAll('iframe')].filter(({ src }) => URL.canParse(src) && EMBED.test(new URL(src).pathname));

/** @param {number} height */
const isHeight = (height) => Number.isFinite(height) && height > 0 && height <= MOST_PX;

window.addEventListener('message', ({ source, origin, data }) => {
  if (data?.ns !== NAMESPACE || data.v !== VERSION || !isHeight(data.height)) return;
  const frame = frames().find(({ contentWindow, src }) => contentWindow === source && new URL(src).origin === origin);
  if (frame) frame.height = String(Math.ceil(data.height));
});
// A frame that was there first has spoken already.
for (const { contentWindow, src } of frames()) contentWindow?.postMessage(message('get_height'), new URL(src).origin);
