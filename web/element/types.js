// The shapes that the element's files hand to each other, for the type checker; those of the engine are the engine's. Holds no code.

/** @typedef {import('../engine/types.js').Experiment} Experiment */
/** @typedef {import('../engine/types.js').Field} Field */
/** @typedef {import('../engine/types.js').Catalog} Catalog */
/** @typedef {import('../engine/types.js').Description} Description */
/** @typedef {import('../engine/types.js').LayerDescription} LayerDescription */
/** @typedef {import('../engine/types.js').Metrics} Metrics */
/** @typedef {import('../engine/types.js').Snapshot} Snapshot */
/** @typedef {import('../engine/types.js').SnapshotRequest} SnapshotRequest */
/** @typedef {import('../engine/types.js').LayerSignal} LayerSignal */
/** @typedef {import('../engine/types.js').LayerHealth} LayerHealth */
/** @typedef {import('../engine/types.js').Part} Points */
/** @typedef {{ train: Points, test: Points }} Data */
/** @typedef {{ name: string, title: string, summary: string, fields: Field[] }} Row  What rows of all tables have. */
/** @typedef {import('../engine/types.js').Patch} Patch */
/** @typedef {import('../engine/types.js').Fix} Fix */
/** @typedef {import('../engine/types.js').Diagnosis} Diagnosis */
/** @typedef {{ path: string, message: string, code?: string }} Fault */

/**
 * The engine as the element sees it.
 *
 * @typedef {object} Model
 * @property {Description} description
 * @property {(request: { steps?: number, budgetMs?: number, watch?: import('../engine/types.js').Watch, snapshot?: SnapshotRequest }) => Promise<Snapshot>} advance
 * @property {(request: SnapshotRequest) => Promise<Snapshot>} snapshot
 * @property {() => Promise<any>} reset
 * @property {(experiment: any) => Promise<Description>} setExperiment
 * @property {() => Promise<Data>} data
 * @property {() => Promise<import('../engine/types.js').EpochLoss[]>} losses
 * @property {() => Promise<Float32Array>} weights
 * @property {(weights: Float32Array) => Promise<void>} setWeights
 * @property {(stage: number, unit: number) => Promise<{ train: Float32Array, test: Float32Array }>} unitValues
 * @property {(count?: number) => Promise<any>} step
 * @property {(request: import('../engine/types.js').AttackRequest) => Promise<import('../engine/types.js').AttackOutcome>} attack
 * @property {(request: import('../engine/types.js').AttackRequest) => Promise<{ epsilons: Float64Array, limit: number }>} smallestSteps
 * @property {() => Promise<Uint8Array>} save
 * @property {() => Promise<any>} dispose
 */
/**
 * @typedef {object} Engine
 * @property {(options?: { words?: boolean }) => Promise<Catalog>} catalog
 * @property {(experiment: any) => Promise<{ experiment: Experiment, minimal: any }>} validate
 * @property {(experiment: any) => Promise<unknown>} sizes  rejects what does not fit together
 * @property {(experiment: any) => Promise<Model>} createModel
 * @property {(bytes: Uint8Array | ArrayBuffer) => Promise<Model>} loadModel
 * @property {(name: string, parameters: Record<string, any>, zs: Float32Array) => Promise<{ values: Float32Array, derivatives: Float32Array }>} curve
 */

export {};
