// A static server for one folder, with the types and the strictness that browsers ask for. Knows nothing of what it serves.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** Without application/wasm a browser refuses to compile while it downloads. */
const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.map', 'application/json'],
]);

/** The strictest policy under which everything must work. */
export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:";

/** With Trusted Types, and the two policies that the element makes: one for Lit's templates, one for the worker's address. */
export const trustedPolicy = `${strictPolicy}; require-trusted-types-for 'script'; trusted-types lit-html relu-playground`;

/**
 * Serves a folder at a free port of this machine.
 *
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.prefix]  the path under which the folder appears, with a slash at both ends
 * @param {string} [options.policy]  a Content-Security-Policy for every answer
 * @param {Record<string, string>} [options.pages]  texts by name below the prefix, served instead of files
 * @returns {Promise<{ url: string, requests: string[], close: () => Promise<void> }>} `url` ends with the prefix; `requests` are the
 *   paths that were asked for, in order
 */
export async function serve(folder, { prefix = '/', policy, pages = {} } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    const headers = /** @type {Record<string, string>} */ ({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    if (policy) headers['Content-Security-Policy'] = policy;
    const name = path.startsWith(prefix) ? normalize(path.slice(prefix.length) || 'index.html') : '';
    if (Object.hasOwn(pages, name)) {
      response
        .writeHead(200, { ...headers, 'Content-Type': types.get(extname(name)) ?? 'text/html; charset=utf-8' })
        .end(pages[name]);
      return;
    }
    const file = join(folder, name);
    const isFile =
      name !== '' && !name.startsWith('..') && !name.startsWith(sep) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!isFile) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain' }).end(`${path}: not here`);
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': types.get(extname(file)) ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
