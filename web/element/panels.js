// The panels of the element as a table: the name that the attribute `panels` takes, the heading, the area of the layout, the class.

import { DataPanel } from './panels/data-panel.js';
import { LayerPanel } from './panels/layer-panel.js';
import { NetworkPanel } from './panels/network-panel.js';
import { ResultPanel } from './panels/result-panel.js';
import { TrainingPanel } from './panels/training-panel.js';
import { TransportPanel } from './panels/transport-panel.js';
import { VerdictPanel } from './panels/verdict-panel.js';

/** Areas stand in the reading order of the page: data, network, result. */
export const PANELS = [
  { name: 'controls', title: 'Controls', area: 'bar', isTitled: false, Panel: TransportPanel },
  { name: 'verdict', title: 'Verdict', area: 'banner', isTitled: false, Panel: VerdictPanel },
  { name: 'data', title: 'Data', area: 'left', isTitled: true, Panel: DataPanel },
  { name: 'training', title: 'Training', area: 'left', isTitled: true, Panel: TrainingPanel },
  { name: 'network', title: 'Network', area: 'middle', isTitled: false, Panel: NetworkPanel },
  { name: 'activation', title: 'Selected layer', area: 'middle', isTitled: false, Panel: LayerPanel },
  { name: 'result', title: 'Result', area: 'right', isTitled: true, Panel: ResultPanel },
];

export const PANEL_NAMES = PANELS.map(({ name }) => name);

/** The columns of the stage, in reading order. */
export const COLUMNS = ['left', 'middle', 'right'];
