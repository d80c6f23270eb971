// Defines the tag <relu-playground>. Import it once in a page; the class alone is in relu-playground.js.

import { ReluPlayground } from './relu-playground.js';

if (globalThis.customElements && !customElements.get('relu-playground'))
  customElements.define('relu-playground', ReluPlayground);

export { ReluPlayground };
