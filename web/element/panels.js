// The panels of the element as a table: the name that the attribute `panels` takes, the heading, the area of the layout, the kinds of data
// that it shows, and the class, or the module that has it, which is loaded when it is first needed.

import { isDense, KINDS, kindOf } from './kinds.js';
import { ResultPanel } from './panels/result-panel.js';
import { TransportPanel } from './panels/transport-panel.js';
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
 * @property {(host: import('./playground.js').Playground) => boolean} [isNeeded]  before it says so the panel has nothing to show
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
  {
    name: 'data',
    title: 'Data',
    area: 'left',
    isTitled: true,
    kinds: KINDS,
    load: async () => (await import('./panels/data-panel.js')).DataPanel,
  },
  {
    name: 'training',
    title: 'Training',
    area: 'left',
    isTitled: true,
    kinds: KINDS,
    load: async () => (await import('./panels/training-panel.js')).TrainingPanel,
  },
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
    load: async () => (await import('./panels/network-panel.js')).NetworkPanel,
  },
  {
    name: 'network',
    title: 'Network',
    area: 'middle',
    isTitled: false,
    kinds: KINDS,
    load: async () => (await import('./panels/layers-panel.js')).LayersPanel,
  },
  {
    name: 'signal',
    title: 'Signal',
    area: 'middle',
    isTitled: false,
    kinds: KINDS,
    load: async () => (await import('./panels/signal-panel.js')).SignalPanel,
  },
  {
    name: 'unit',
    title: 'Selected unit',
    area: 'middle',
    isTitled: false,
    kinds: ['plane'],
    needsDense: true,
    isNeeded: ({ selection }) => selection.unit !== null,
    load: async () => (await import('./panels/unit-panel.js')).UnitPanel,
  },
  {
    name: 'activation',
    title: 'Selected layer',
    area: 'middle',
    isTitled: false,
    kinds: ['plane', 'table'],
    needsDense: true,
    load: async () => (await import('./panels/layer-panel.js')).LayerPanel,
  },
  {
    name: 'activation',
    title: 'Selected layer',
    area: 'middle',
    isTitled: false,
    kinds: KINDS,
    load: async () => (await import('./panels/any-layer-panel.js')).AnyLayerPanel,
  },
  {
    name: 'comparison',
    title: 'Before the fix',
    area: 'right',
    isTitled: false,
    kinds: KINDS,
    isNeeded: ({ comparison }) => comparison?.before != null,
    load: async () => (await import('./panels/comparison-panel.js')).ComparisonPanel,
  },
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
export const panelsFor = (description) => panelsOf(kindOf(description), isDense(description));

/** Whether it is a dense network over points of the plane, as most are. @param {import('./types.js').Description} description */
export const isUsual = (description) => kindOf(description) === 'plane' && isDense(description);

/** The panels of those. */
export const usualPanels = () => panelsOf('plane', true);

/** @param {import('./kinds.js').Kind} kind @param {boolean} dense */
function panelsOf(kind, dense) {
  const fitting = PANELS.filter(({ kinds, needsDense }) => kinds.includes(kind) && (dense || !needsDense));
  return fitting.filter(({ name }, index) => fitting.findIndex((row) => row.name === name) === index);
}

/** The columns of the stage, in reading order. */
export const COLUMNS = ['left', 'middle', 'right'];
