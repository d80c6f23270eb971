// The panels of the element as a table: the name that the attribute `panels` takes, the heading, the area of the layout, the class.

import { ComparisonPanel } from './panels/comparison-panel.js';
import { DataPanel } from './panels/data-panel.js';
import { LayerPanel } from './panels/layer-panel.js';
import { NetworkPanel } from './panels/network-panel.js';
import { ResultPanel } from './panels/result-panel.js';
import { SignalPanel } from './panels/signal-panel.js';
import { TrainingPanel } from './panels/training-panel.js';
import { TransportPanel } from './panels/transport-panel.js';
import { UnitPanel } from './panels/unit-panel.js';
import { VerdictPanel } from './panels/verdict-panel.js';

/** Areas stand in the reading order of the page: data, network, result. */
export const PANELS = [
  { name: 'controls', title: 'Controls', area: 'bar', isTitled: false, Panel: TransportPanel },
  { name: 'verdict', title: 'Verdict', area: 'banner', isTitled: false, Panel: VerdictPanel },
  { name: 'data', title: 'Data', area: 'left', isTitled: true, Panel: DataPanel },
  { name: 'training', title: 'Training', area: 'left', isTitled: true, Panel: TrainingPanel },
  { name: 'network', title: 'Network', area: 'middle', isTitled: false, Panel: NetworkPanel },
  { name: 'signal', title: 'Signal', area: 'middle', isTitled: false, Panel: SignalPanel },
  { name: 'unit', title: 'Selected unit', area: 'middle', isTitled: false, Panel: UnitPanel },
  { name: 'activation', title: 'Selected layer', area: 'middle', isTitled: false, Panel: LayerPanel },
  { name: 'comparison', title: 'Before the fix', area: 'right', isTitled: false, Panel: ComparisonPanel },
  { name: 'result', title: 'Result', area: 'right', isTitled: true, Panel: ResultPanel },
];

export const PANEL_NAMES = PANELS.map(({ name }) => name);

/** The columns of the stage, in reading order. */
export const COLUMNS = ['left', 'middle', 'right'];
