// What is drawn of each layer of a network of any layers: what it makes of the chosen sample (feature maps, cells of units, states), of every
// row of a table, or of the plane; with marks on units that are dead or saturated. Knows the panel by its columns and its canvases, not by
// its words and tools.

import { ActivityStrips } from '../../view/activity-strips.js';
import { FeatureMaps } from '../../view/feature-map.js';
import { numberText } from '../number-text.js';
import { sampleOf } from '../sample-choice.js';
import { layerText } from '../unit-health.js';

/** Cells along a side of a unit's map of the plane, by the number of units; none where there are more of them. */
const RESOLUTIONS = [
  { units: 400, cells: 16 },
  { units: 2000, cells: 8 },
];
/** Numbers that one snapshot may bring of every row of a table. */
const MOST_RESPONSES = 400_000;

/** The column of the inputs stands beside those of the stages. */
export const INPUT = -1;

export class LayerPictures {
  /** @param {import('./layers-panel.js').LayersPanel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  get resolution() {
    return RESOLUTIONS.find(({ units }) => this.panel.description.units <= units)?.cells ?? 0;
  }

  /** Rows of a table whose responses are shown: what the reader judges by, the test part. */
  get part() {
    /** @type {import('../../engine/types.js').PartName} */
    const part = this.panel.description.testRows > 0 ? 'test' : 'train';
    return part;
  }

  get rows() {
    return this.part === 'test' ? this.panel.description.testRows : this.panel.description.trainRows;
  }

  /** @returns {import('../types.js').SnapshotRequest} */
  request() {
    const { kind, description, host } = this.panel;
    if (kind === 'plane') return { unitGrids: this.resolution };
    if (kind !== 'table') return { sample: sampleOf(host).request(description) };
    const isSmall = description.units * this.rows <= MOST_RESPONSES;
    return { sample: sampleOf(host).request(description), ...(isSmall ? { responses: this.part } : {}) };
  }

  /** The stages that have a column, the input first. */
  shownStages() {
    const stages = this.panel.columns.flatMap((column) => (column.kind === 'stage' ? [column.stage] : []));
    return this.panel.kind === 'table' ? stages : [INPUT, ...stages];
  }

  /** @param {number} stage @returns {any} */
  drawingOf(stage) {
    const isTable = this.panel.kind === 'table';
    return this.panel.drawing(`canvas[data-stage="${stage}"]`, (node) =>
      isTable ? new ActivityStrips(node) : new FeatureMaps(node),
    );
  }

  paint() {
    const { kind, session } = this.panel;
    const { snapshot } = session;
    if (!snapshot) return;
    const { health } = snapshot;
    if (kind === 'table') this.paintTable(snapshot, health);
    else for (const stage of this.shownStages()) this.paintMaps(stage, snapshot, health);
    this.paintHealth(health);
  }

  /** Words over the columns, all looked for at once: a deep network has a thousand. @param {import('../types.js').LayerHealth[] | undefined} health */
  paintHealth(health) {
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (this.panel.host.renderRoot.querySelectorAll('[data-dead]'))) {
      const state = layerText(this.healthAt(Number(node.dataset.dead), health));
      const text = state ? `${state} · ` : '';
      if (node.textContent !== text) node.textContent = text;
    }
  }

  /** @param {number} stage @param {import('../types.js').Snapshot} snapshot @param {import('../types.js').LayerHealth[] | undefined} health */
  paintMaps(stage, snapshot, health) {
    const { host, reading } = this.panel;
    const picture = this.pictureOf(stage, snapshot);
    if (!picture) return;
    this.drawingOf(stage)?.update({
      ...picture,
      theme: host.colours,
      marks: this.healthAt(stage, health)?.states,
      chosen: reading.pointed?.column === stage ? reading.pointed.unit : null,
    });
  }

  /** @param {import('../types.js').Snapshot} snapshot @param {import('../types.js').LayerHealth[] | undefined} health */
  paintTable(snapshot, health) {
    const { responses, sample } = snapshot;
    const { columns, description, host, reading, session } = this.panel;
    const labels = session.data?.[this.part].labels ?? new Float32Array();
    if (!responses) return;
    const order = this.order(labels);
    for (const column of columns) {
      if (column.kind !== 'stage') continue;
      const { stage, layer, firstUnit } = column;
      const values = responses.subarray(firstUnit * this.rows, (firstUnit + layer.units) * this.rows);
      this.drawingOf(stage)?.update({
        values,
        units: layer.units,
        order,
        classes: description.task === 'regression' ? [] : labels,
        marks: this.healthAt(stage, health)?.states,
        chosen: {
          unit: reading.pointed?.column === stage ? reading.pointed.unit : -2,
          row: sampleOf(host).rowIn(description),
        },
        theme: host.colours,
      });
    }
    sample?.values.forEach((value, index) => {
      this.panel.write(`[data-input="${index}"]`, numberText(value, 2));
    });
  }

  /** Rows by their class, or by their value. @param {Float32Array} labels */
  order(labels) {
    if (this.ordered?.labels !== labels) {
      const rows = Array.from(labels, (_, row) => row).sort((one, other) => labels[one] - labels[other] || one - other);
      this.ordered = { labels, rows };
    }
    return this.ordered.rows;
  }

  /** @type {{ labels: Float32Array, rows: number[] } | null} */ ordered = null;

  /**
   * The health of a layer's units, where the layer is what decides over it: a pool or a flattened picture only hands on what it gets.
   *
   * @param {number} stage @param {import('../types.js').LayerHealth[] | undefined} health
   */
  healthAt(stage, health) {
    const type = this.panel.description.layers[stage]?.type;
    return this.panel.catalog.layers.find(({ name }) => name === type)?.activation === null ? undefined : health?.[stage];
  }

  /**
   * What is drawn of a stage, or of the input: numbers in a shape.
   *
   * @param {number} stage @param {import('../types.js').Snapshot} snapshot
   * @returns {{ values: ArrayLike<number>, shape: number[], palette?: 'ink' | 'signed', scale?: number, hasUnitRows?: boolean } | null}
   */
  pictureOf(stage, snapshot) {
    const { columns, description, kind } = this.panel;
    if (kind === 'plane') {
      const cells = this.resolution;
      const column = columns.find((candidate) => candidate.kind === 'stage' && candidate.stage === stage);
      const [first, count] =
        column?.kind === 'stage'
          ? [description.inputs.length + column.firstUnit, column.layer.units]
          : [0, description.inputs.length];
      const values = snapshot.unitGrids?.subarray(first * cells ** 2, (first + count) * cells ** 2);
      return values?.length ? { values, shape: [count, cells, cells] } : null;
    }
    const { sample } = snapshot;
    if (!sample) return null;
    if (stage === INPUT) {
      const [channels, height, width] = description.sample;
      if (kind === 'picture') return { values: sample.values, shape: [channels, height, width], palette: 'ink', scale: 1 };
      return { values: sample.values, shape: [1, channels, height] };
    }
    const layer = /** @type {import('../types.js').LayerDescription} */ (description.layers[stage]);
    const states = sample.states[stage];
    if (states) return { values: states, shape: [1, layer.shape[0], layer.steps], hasUnitRows: true };
    const values = /** @type {Float32Array} */ (sample.stages[stage]);
    const [channels, height, width] = layer.shape;
    if (kind === 'sequence' && height > 1) return { values, shape: [1, channels, height], hasUnitRows: true };
    return { values, shape: [channels, height, width] };
  }
}
