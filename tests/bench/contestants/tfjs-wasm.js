// TensorFlow.js on its WebAssembly backend.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { libraryFiles } from './library-files.js';
import { tensorflow } from './tfjs.js';

export default tensorflow({
  name: 'TF.js wasm',
  backend: 'wasm',
  prepare: async () => {
    if (libraryFiles) setWasmPaths(`${libraryFiles}@tensorflow/tfjs-backend-wasm/dist/`);
  },
  standIn: {},
});
