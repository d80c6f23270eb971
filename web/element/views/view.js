// What every view beside the network is: a panel that fills the stage, knows when it is looked at, and brings its own style sheet.

import { Panel } from '../panels/panel.js';

export class View extends Panel {
  /** Adopted when the view is first shown. @type {import('lit').CSSResult | null} */
  static styles = null;

  /** The view comes to the front, or leaves it: what runs only for the eye starts and stops here. */
  active(/** @type {boolean} */ _isActive) {}
}
