// What the tag <relu-playground> may say, as a table: the shell makes its properties of it. Knows no value's meaning (attributes.js).

/**
 * @typedef {object} AttributeRow
 * @property {string} name
 * @property {string} [property]  where it is not the attribute's name
 * @property {BooleanConstructor | NumberConstructor} [type]  text otherwise
 * @property {boolean} [reflects]  the property is written back, for the style sheet
 */

/** What the tag may say. @type {readonly AttributeRow[]} */
export const ATTRIBUTES = [
  { name: 'experiment' },
  { name: 'lesson' },
  { name: 'activation' },
  { name: 'depth' },
  { name: 'seed' },
  { name: 'autoplay', type: Boolean },
  { name: 'theme', reflects: true },
  { name: 'size', reflects: true },
  { name: 'panels' },
  { name: 'controls' },
  { name: 'ranges' },
  { name: 'view' },
  { name: 'views' },
  { name: 'permalink', type: Boolean },
  { name: 'start-epoch', property: 'startEpoch', type: Number },
];
