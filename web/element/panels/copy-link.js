// The button that copies a link: what it does, and that it says so for a while. Comes with the first sign of a reader.

import { linkAddress } from '../link-address.js';

/** How long the button says that it has worked. */
const COPIED_MS = 2000;

/** @param {import('./transport-panel.js').TransportPanel} panel  that has the button */
export async function copyLink(panel) {
  const { host } = panel;
  const address = linkAddress(panel.description.minimal, panel.session.snapshot?.step ?? 0);
  if (address === null) {
    host.notify('This is too large for a link. Save it as a file: Your own data, File.');
    return;
  }
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    host.notify(`The clipboard is closed to this page. The link: ${address}`);
    return;
  }
  panel.isCopied = true;
  host.announce('Link copied');
  host.requestUpdate();
  setTimeout(() => {
    panel.isCopied = false;
    host.requestUpdate();
  }, COPIED_MS);
}
