// The panels of the element as a table: the name that the attribute `panels` takes, the heading, the area of the layout, the kinds of data
// that it shows, and the class, or the module that has it, which is loaded when it is first needed.

import { isDense, KINDS, kindOf } from './kinds.js';
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

/** @typedef {{ new (host: any): import('./panels/panel.js').Panel, styles?: import('lit').CSSResult | null }} PanelClass */
/**
 * @typedef {object} PanelRow
 * @property {string} name
 * @property {string} title
 * @property {string} area
 * @property {boolean} isTitled
 * @property {readonly import('./kinds.js').Kind[]} kinds
 * @property {boolean} [needsDense]  shows networks of dense layers only
 * @property {PanelClass} [Panel]
 * @property {() => Promise<PanelClass>} [load]
 */

/**
 * Areas stand in the reading order of the page: data, network, result. Of several rows with one name the first that can show the network
 * does.
 *
 * @type {readonly PanelRow[]}
 */
export const PANELS = [
  { name: 'controls', title: 'Controls', area: 'bar', isTitled: false, kinds: KINDS, Panel: TransportPanel },
  { name: 'verdict', title: 'Verdict', area: 'banner', isTitled: false, kinds: KINDS, Panel: VerdictPanel },
  { name: 'data', title: 'Data', area: 'left', isTitled: true, kinds: KINDS, Panel: DataPanel },
  { name: 'training', title: 'Training', area: 'left', isTitled: true, kinds: KINDS, Panel: TrainingPanel },
  {
    name: 'sample',
    title: 'Picture',
    area: 'middle',
    isTitled: false,
    kinds: ['picture'],
    load: async () => (await import('./panels/picture-sample-panel.js')).PictureSamplePanel,
  },
  {
    name: 'sample',
    title: 'Sequence',
    area: 'middle',
    isTitled: false,
    kinds: ['sequence'],
    load: async () => (await import('./panels/sequence-unrolled-panel.js')).SequenceUnrolledPanel,
  },
  {
    name: 'network',
    title: 'Network',
    area: 'middle',
    isTitled: false,
    kinds: ['plane'],
    needsDense: true,
    Panel: NetworkPanel,
  },
  {
    name: 'network',
    title: 'Network',
    area: 'middle',
    isTitled: false,
    kinds: KINDS,
    load: async () => (await import('./panels/layers-panel.js')).LayersPanel,
  },
  { name: 'signal', title: 'Signal', area: 'middle', isTitled: false, kinds: KINDS, Panel: SignalPanel },
  {
    name: 'unit',
    title: 'Selected unit',
    area: 'middle',
    isTitled: false,
    kinds: ['plane'],
    needsDense: true,
    Panel: UnitPanel,
  },
  {
    name: 'activation',
    title: 'Selected layer',
    area: 'middle',
    isTitled: false,
    kinds: ['plane', 'table'],
    needsDense: true,
    Panel: LayerPanel,
  },
  {
    name: 'activation',
    title: 'Selected layer',
    area: 'middle',
    isTitled: false,
    kinds: KINDS,
    load: async () => (await import('./panels/any-layer-panel.js')).AnyLayerPanel,
  },
  { name: 'comparison', title: 'Before the fix', area: 'right', isTitled: false, kinds: KINDS, Panel: ComparisonPanel },
  { name: 'result', title: 'Result', area: 'right', isTitled: true, kinds: ['plane'], Panel: ResultPanel },
  {
    name: 'result',
    title: 'Result',
    area: 'right',
    isTitled: true,
    kinds: ['picture', 'sequence', 'table'],
    load: async () => (await import('./panels/answer-panel.js')).AnswerPanel,
  },
];

export const PANEL_NAMES = [...new Set(PANELS.map(({ name }) => name))];

/** The panels that show a network, one row a name, in the order of the table. @param {import('./types.js').Description} description */
export function panelsFor(description) {
  const kind = kindOf(description);
  const dense = isDense(description);
  const fitting = PANELS.filter(({ kinds, needsDense }) => kinds.includes(kind) && (dense || !needsDense));
  return fitting.filter(({ name }, index) => fitting.findIndex((row) => row.name === name) === index);
}

/** The columns of the stage, in reading order. */
export const COLUMNS = ['left', 'middle', 'right'];
