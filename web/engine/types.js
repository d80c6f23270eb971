// The shapes of what the engine takes and gives, for the type checker and the reader. No code.

/**
 * An experiment, written by hand (anything may be left out) or normalised (everything present). See the catalogue for names, ranges
 * and defaults.
 * @typedef {{ [key: string]: any }} Experiment
 */

/** @typedef {{ loss: number | null, accuracy: number | null }} Metrics  accuracy is null for regression; null stands for "not finite" */

/**
 * @typedef {object} Progress
 * @property {number} step       mini-batch steps so far
 * @property {number} epoch      step / stepsPerEpoch
 * @property {boolean} diverged  a loss, gradient or weight was not finite; the last finite weights are kept
 * @property {Metrics} train     over all training rows, penalties left out
 * @property {Metrics} test
 * @property {number | null} [solvedEpoch]  the first epoch at whose end the watch saw the task solved
 */

/**
 * What is looked at at the end of every epoch. The task counts as solved when the accuracy on the test part (the training part where
 * there is none) has reached the target, a regression when a twentieth of the constant guess's loss is left.
 * @typedef {object} Watch
 * @property {number} [target]    0.95 when left out
 * @property {boolean} [health]   which units are dead, so that a snapshot's health tells when they died
 */

/** @typedef {{ epoch: number, test?: Metrics } & Metrics} EpochLoss  of the training part, and what `test` says of the test part */

/**
 * What a watch has kept of a run.
 * @typedef {object} Course
 * @property {EpochLoss[]} losses   of the untrained network first
 * @property {{ epoch: number, target: number } | null} solved  the first epoch at whose end that target was seen reached
 */

/**
 * What a snapshot holds beyond the progress; what is absent or 0 is not computed.
 * @typedef {object} SnapshotRequest
 * @property {number} [outputGrid]  resolution of the answer's picture
 * @property {number} [unitGrids]   resolution of each unit's picture
 * @property {boolean} [weights]
 * @property {{ layer: number, bins: number, min: number, max: number } | null} [histogram]  of the sums Z of one layer
 * @property {boolean} [signal]
 * @property {boolean} [health]
 * @property {boolean} [diagnosis]
 * @property {boolean} [stepSignal]        of recurrent layers
 * @property {SampleRequest | null} [sample]
 * @property {PartName | null} [responses]  every row of that part
 * @property {PartName | null} [answers]
 * @property {PartName | null} [confusion]
 */

/** @typedef {'train' | 'test'} PartName */

/** @typedef {{ part: PartName, row: number } | { values: ArrayLike<number> }} SampleRequest  a row of the data, or a sample of the caller's own */

/**
 * What the network makes of one sample.
 * @typedef {object} SampleResponse
 * @property {Float32Array} values   the sample, raw
 * @property {Float32Array[]} stages  outputs of every layer, in its shape
 * @property {(Float32Array | null)[]} states  of recurrent layers: units × steps
 * @property {Float32Array} answer   as the reader is shown it (see predict)
 */

/** @typedef {{ forwardRms: Float64Array, deltaRms: Float64Array }} StepSignal  one entry a step */

/**
 * @typedef {object} SnapshotParts
 * @property {Float32Array} [weights]     all parameters; description.layers tells where each layer's lie
 * @property {Float32Array} [outputGrid]  one map (classes maps for multiclass), each resolution² values row by row from the top left
 * @property {Float32Array} [unitGrids]   one map a unit: inputs, then every layer's units, the outputs last
 * @property {{ counts: Uint32Array, below: number, above: number, total: number, regimes: { off: number, linear: number, saturated: number } }} [histogram]
 *   regimes: shares of the sums where the slope is flat and the output exactly 0, where it lets a signal through, and on a plateau
 * @property {LayerSignal[]} [signal]     one entry a layer, the output layer last
 * @property {(StepSignal | null)[]} [stepSignal]  one entry a layer, null where it knows no steps
 * @property {SampleResponse} [sample]
 * @property {Float32Array} [responses]   outputs of every layer for every row: layer after layer, units × rows
 * @property {Float32Array} [answers]     rows × outputs, as predict gives them
 * @property {Confusion} [confusion]
 * @property {LayerHealth[]} [health]     one entry a layer
 * @property {Diagnosis} [diagnosis]
 */

/**
 * The units of one layer (the channels of a picture), one entry each, over all training rows, positions and steps of a sequence.
 * @typedef {object} LayerHealth
 * @property {Uint8Array} states        index into UNIT_STATES. Dead: the output is exactly 0 everywhere. Saturated: not dead, and on a
 *   plateau in 95 % of the places where the output is not 0
 * @property {Float32Array} fires       share of the places where the output is not 0
 * @property {Float32Array} saturated   share of the places on a plateau: |f′| below 1 % of its maximum and an output that is not 0
 * @property {Uint8Array} bornDead      1: dead before the first step
 * @property {Float64Array} diedAt      step of the look that saw it die last, NaN: never. Looks are taken at snapshots of the health and,
 *   under a watch, at epoch ends
 * @property {Float64Array} revivedAt   step of the look that saw it come back last, NaN: never
 */

/** @typedef {Progress & SnapshotParts} Snapshot */

/** @typedef {{ forwardRms: number, deltaRms: number, gradientRms: number, updateRatio: number }} LayerSignal  updateRatio: ‖ΔW‖ ÷ ‖W‖ of the last step */

/** @typedef {{ path: string, value: any }[]} Patch  values at their paths in an experiment; undefined takes the member away */

/** @typedef {{ name: string, title: string, patch: Patch }} Fix  what might help, and the words for its button */

/**
 * What a diagnosis rests on besides a network's description.
 * @typedef {object} MeasuredFacts
 * @property {Partial<Snapshot>} snapshot  in the end with signal and health
 * @property {LayerSignal[] | null} signalAtStart  null where the run was not watched from its start
 * @property {LayerHealth[] | null} healthAtStart  likewise
 * @property {EpochLoss[]} losses        of the epochs that were watched
 * @property {boolean} [isGiven]       whether the weights were given from outside, and no step has followed
 * @property {number[]} alike            layers of several units that all have the same weights
 */

/**
 * What a diagnosis rests on. `snapshot` holds signal and health; `noun` is what a row of the data is called.
 * @typedef {Pick<Description, 'experiment' | 'layers' | 'baseline' | 'trainRows' | 'testRows' | 'stepsPerEpoch'> & MeasuredFacts &
 *   { snapshot: Snapshot, noun: string, catalog: Pick<Catalog, 'activations' | 'optimizers' | 'layers'> }} Facts
 */

/** @typedef {{ name: string, tone: 'good' | 'calm' | 'bad', sentence: string, fixes: Fix[] }} Finding */

/** @typedef {Finding & { others: Finding[] }} Diagnosis  the chief finding, and whatever else is wrong */

/** @typedef {{ offset: number, count: number }} ParameterPlace */

/**
 * @typedef {object} LayerDescription
 * @property {string} path          'network.layers[0]' … 'network.output'
 * @property {boolean} output
 * @property {string} type
 * @property {[number, number, number]} shape  channels × height × width of its outputs; units × 1 × 1 for a vector
 * @property {{ name: string, [parameter: string]: any }} activation
 * @property {number} steps         of a recurrent layer; 0 for all others
 * @property {number} inputs
 * @property {number} units
 * @property {ParameterPlace} weights       units × inputs, row by row
 * @property {ParameterPlace | null} biases
 * @property {ParameterPlace | null} slopes
 */

/**
 * @typedef {object} Description
 * @property {Experiment} experiment  normalised
 * @property {Experiment} minimal     only what differs from the defaults
 * @property {'binary' | 'multiclass' | 'regression'} task
 * @property {number} classes         0 for regression
 * @property {string} loss            the loss in use (where the experiment says 'auto')
 * @property {'identity' | 'sigmoid' | 'softmax'} link  what turns outputs into what the pictures show
 * @property {{ name: string, title: string }[]} inputs
 * @property {[number, number, number]} sample  the shape of a row of the data: a picture, a sequence as features × steps × 1, a vector
 * @property {LayerDescription[]} layers
 * @property {number} parameters
 * @property {number} columns         numbers in a row of the data
 * @property {number} outputs
 * @property {number} units           maps in `unitGrids`
 * @property {number} trainRows
 * @property {number} testRows
 * @property {number} stepsPerEpoch
 * @property {number} bytes           memory of the network in training
 * @property {Metrics} baseline       what the best constant answer gets
 * @property {{ min: number, max: number }} domain
 */

/**
 * How large a network is in training.
 * @typedef {object} Sizes
 * @property {number} layers      those in blocks and the output layer included
 * @property {number} parameters
 * @property {number} bytes       more than the catalogue's limits.bytes is refused
 */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} title
 * @property {string} help
 * @property {'integer' | 'number' | 'boolean' | 'choice' | 'pair'} kind
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [sliderMin]  ends of a slider, which may be narrower than the range
 * @property {number} [sliderMax]
 * @property {boolean} [logarithmic]
 * @property {string[]} [options]
 * @property {any} default
 */

/** @typedef {{ name: string, title: string, formula: string, summary: string, source: string, fields: Field[] }} Row */

/**
 * A type of layer, and what may be said of it besides its fields: an activation (its default, null when it has none), initialisers, layers.
 * @typedef {object} LayerTypeRow
 * @property {string} name
 * @property {string} title
 * @property {string} summary
 * @property {Field[]} fields
 * @property {string | null} activation
 * @property {boolean} has_initializers
 * @property {boolean} has_recurrent_initializer
 * @property {boolean} has_layers
 */

/**
 * A real data set that comes as a file.
 * @typedef {{ name: string, title: string, summary: string, source: string, licence: string, classes: string[], columns: string[], rows: number, shape: [number, number, number] }} StoredRow
 */

/**
 * @typedef {object} Catalog
 * @property {number} version
 * @property {{ experiment: Field[], data: Field[], training: Field[] }} fields
 * @property {(Row & { derivative: string, onnx: string, gain: number, learned: boolean, probes: number[] })[]} activations
 * @property {Row[]} initializers
 * @property {(Row & { tasks: string[] })[]} losses
 * @property {Row[]} optimizers
 * @property {(Row & { problem: string })[]} datasets
 * @property {(Row & { problem: string, features: number })[]} sequences
 * @property {Row[]} schedules
 * @property {StoredRow[]} stored
 * @property {{ name: string, title: string }[]} features
 * @property {LayerTypeRow[]} layers
 * @property {{ layers: number, bytes: number, picture_numbers: number, recurrent_states: number }} limits
 *   layers of an experiment in all; memory of a network in training; numbers in one sample's picture between two layers; units times
 *   steps of a recurrent layer
 * @property {Experiment} default
 * @property {Experiment} opening
 */

/** Words of the catalogue at their places in it. @typedef {{ [name: string]: string | number | Words }} Words */

/**
 * The caller's own samples instead of a generated data set: rows of `columns` numbers, training rows first. Inputs are the columns, or
 * what the experiment's `data.features` make of two.
 * @typedef {object} Samples
 * @property {ArrayLike<number>} values
 * @property {ArrayLike<number>} labels  class numbers, or values for regression (`targets` of them a row)
 * @property {number} columns
 * @property {[channels: number, height: number, width: number]} [shape]
 *   of a row, the last running fastest: a picture, or a sequence as [features, steps, 1]; a vector when left out
 * @property {'binary' | 'multiclass' | 'regression'} problem
 * @property {number} [classes]           2 when left out
 * @property {number} [targets]           1 when left out
 * @property {'shuffle'} [split]          shuffle the rows by the seed and keep the experiment's test share of them for the test
 * @property {number} [trainRows]        all of them when left out
 */

/**
 * Counts of a classifier's answers: row the true class, column the answer. Precision and recall are null where nothing is divided.
 * @typedef {{ counts: Uint32Array, precision: (number | null)[], recall: (number | null)[] }} Confusion
 */

/**
 * An attack: a change of the input, as small as `epsilon` by the norm, that leads away from the network's own answer.
 * @typedef {object} AttackRequest
 * @property {'fgsm' | 'pgd'} [kind]    one step along the sign of the gradient, or projected gradient descent
 * @property {'linf' | 'l2'} [norm]
 * @property {number} [steps]           of projected gradient descent; 20 when left out
 * @property {number} [epsilon]         in the units of the data
 * @property {number} [limit]           of a search for the smallest; the range of the data when left out
 * @property {ArrayLike<number>} [sample]   one row, as `data` gives them
 * @property {ArrayLike<number>} [samples]  rows
 */

/**
 * @typedef {object} AttackOutcome
 * @property {number} from            class answered at the start
 * @property {number} to              and at the end
 * @property {Float32Array} path      start, every step, end, row by row
 * @property {Float32Array} before    the answer at the start, as `predict` gives it
 * @property {Float32Array} after
 */

/** @typedef {{ points: Float32Array, labels: Float32Array }} Part  points row by row, as generated */

export {};
