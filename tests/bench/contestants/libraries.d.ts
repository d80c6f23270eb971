// The libraries that the bench compares with, for the type checker: they are there only once the bench has run.

declare module '@jax-js/jax';
declare module '@tensorflow/tfjs';
declare module '@tensorflow/tfjs-backend-wasm';
declare module 'brain.js';
declare module 'convnetjs';
declare module 'onnx-proto';
declare module 'onnxruntime-web/wasm';
declare module 'synaptic';
declare module 'toygrad';
