// Defines the tag <relu-playground>. Import it once in a page; the class alone is in shell.js.

import { ReluPlayground } from './shell.js';

if (globalThis.customElements && !customElements.get('relu-playground'))
  customElements.define('relu-playground', ReluPlayground);

export { ReluPlayground };
