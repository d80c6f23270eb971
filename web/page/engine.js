// The engine as a file of the site, under a name that stays. The site's own scripts import the engine itself, whose files are named after what
// they hold: an article that names a version goes on with that version's engine.
export * from '../engine/index.js';
