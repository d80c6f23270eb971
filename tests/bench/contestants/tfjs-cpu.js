// TensorFlow.js on its plain JavaScript backend.
import { tensorflow } from './tfjs.js';

export default tensorflow({ name: 'TF.js cpu', backend: 'cpu', prepare: async () => {}, standIn: {} });
