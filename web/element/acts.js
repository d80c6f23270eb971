// What only a reader's acts need: changes of the experiment, undo, hints, the reading of pictures, print. One file, which is fetched at the first
// sign of a reader (reader.js).

export { CourseReading } from '../view/course-reading.js';
export { Comparison } from './comparison.js';
export { chooseActivation, edit, newStart, setValue } from './editing.js';
export { withLayerAdded, withLayerRemoved, withRow, withValue } from './experiment-edit.js';
export { HelpTip } from './help-tip.js';
export { copyLink } from './panels/copy-link.js';
export { chooseDataSet, loadOwn, replacement } from './panels/data-acts.js';
export { NetworkReading } from './panels/network-reading.js';
export { paintRunNumbers } from './panels/run-numbers.js';
export { SignalReading } from './panels/signal-reading.js';
export { SurfaceReading } from './panels/surface-reading.js';
export { Paper } from './paper.js';
export { actStyles } from './styles/acts.js';
export { UndoWalk } from './undo-walk.js';
