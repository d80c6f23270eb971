// What belongs to a curve that has a parameter: how far it bends, the handle that bends it, the slopes that were learned. One file, which is
// loaded with the first such curve.

export { CurveHandle } from '../view/curve-handle.js';
export { measureReach } from './curve-reach.js';
export { paintSlopes } from './learned-slopes.js';
