// The words for numbers that the element's labels share with the engine's sentences.

export * from '../engine/number-text.js';
