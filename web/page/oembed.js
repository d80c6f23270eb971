// What the site answers to systems that ask by oEmbed how to show a link: static files, made while the site is built for a known address.
// Knows no bundler and no page.

import { escaped, frameText } from './embed-code.js';

/** The frame's size before it says its own, in CSS pixels. */
const SIZE = { width: 960, height: 760 };
const nothing = { experiment: null, panels: null, views: [], theme: 'auto', autoplay: false, startEpoch: 0 };

/**
 * One answer of the type "rich".
 *
 * Source    oEmbed 1.0, oembed.com, section 2.3.4.
 *
 * @param {{ site: string, version: string, title: string, lesson?: string }} what  `site`: the absolute address of the folder, with a slash at
 *   its end; without a lesson the opening experiment
 */
export function oembedAnswer({ site, version, title, lesson = '' }) {
  const html = frameText({ ...nothing, lesson }, { folder: site, version, integrity: '' }, SIZE.height).split('\n')[0];
  return { version: '1.0', type: 'rich', title, provider_name: 'relu-playground', provider_url: site, html, ...SIZE };
}

/** How a page tells where its answer lies. @param {string} site @param {string} title */
export const oembedLink = (site, title) =>
  `<link rel="alternate" type="application/json+oembed" href="${escaped(site)}oembed.json" title="${escaped(title)}" />`;
