// The table of contestants: a row each, in the order of the report. To add one, write its file and a row.

/** What is measured. @type {Record<string, () => Promise<{ default: import('./contestants/contestant.js').Contestant }>>} */
export const contestants = {
  'relu-playground': () => import('./contestants/relu-playground.js'),
  hand: () => import('./contestants/hand.js'),
  'tfjs-cpu': () => import('./contestants/tfjs-cpu.js'),
  'tfjs-wasm': () => import('./contestants/tfjs-wasm.js'),
  'jax-js': () => import('./contestants/jax-js.js'),
  'onnxruntime-web': () => import('./contestants/onnxruntime-web.js'),
  convnetjs: () => import('./contestants/convnetjs.js'),
  toygrad: () => import('./contestants/toygrad.js'),
  brain: () => import('./contestants/brain.js'),
  synaptic: () => import('./contestants/synaptic.js'),
  eigen: () => import('./contestants/eigen.js'),
  core: () => import('./contestants/core.js'),
};
