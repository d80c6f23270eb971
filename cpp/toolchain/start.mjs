// `npm start`: set-up, engine, then the development server, which prints its address.
import { join } from 'node:path';
import { buildEngine } from './build.mjs';
import { root, stop } from './process.mjs';
import { setUp } from './setup.mjs';

await setUp('build');
console.log('Building the engine …');
const engine = await buildEngine({ probes: false });
if (!engine.ok) stop(`The engine's build failed:\n${engine.output}`);
const { createServer } = await import('vite');
const server = await createServer({ configFile: join(root, 'vite.config.js') });
await server.listen();
server.printUrls();
