// The names of the states that a unit's health tells.

/** What the numbers in a LayerHealth's `states` stand for, in the core's order. */
export const UNIT_STATES = /** @type {const} */ (['alive', 'dead', 'saturated']);
