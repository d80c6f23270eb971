// The JSON Schema of an experiment, made from the catalogue, for editors and for other people's validators.

import { OWN, OWN_MEMBERS, OWN_SETTINGS } from './own-data.js';

/** @import { Catalog, Field } from './types.js' */

/** @param {Field} field */
function fieldSchema({ title, help, kind, min, max, options, default: standard }) {
  const common = { title, description: help, default: standard };
  switch (kind) {
    case 'boolean':
      return { ...common, type: 'boolean' };
    case 'choice':
      return { ...common, enum: options };
    case 'pair': {
      const whole = { type: 'integer', minimum: min, maximum: max };
      return { ...common, anyOf: [whole, { type: 'array', items: whole, minItems: 2, maxItems: 2 }] };
    }
    default:
      return { ...common, type: kind, minimum: min, maximum: max };
  }
}

/** @param {Field[]} fields */
const fieldSchemas = (fields) => Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));

/**
 * A row by its bare name, or as an object with the row's own fields.
 * @param {{ name: string, title: string, summary?: string, fields: Field[] }[]} rows
 */
function choiceSchema(rows) {
  return {
    anyOf: [
      { enum: rows.map((row) => row.name) },
      ...rows.map(({ name, title, summary, fields }) => ({
        type: 'object',
        title,
        description: summary,
        properties: { name: { const: name }, ...fieldSchemas(fields) },
        required: ['name'],
        additionalProperties: false,
      })),
    ],
  };
}

/** @param {Record<string, object>} properties */
const closed = (properties) => ({ type: 'object', properties, additionalProperties: false });

/**
 * @param {Catalog} catalog
 * @returns {Record<string, unknown>}  JSON Schema, draft 2020-12
 */
export function experimentSchema(catalog) {
  const { fields, limits } = catalog;
  const initializer = { $ref: '#/$defs/initializer' };
  const activation = { $ref: '#/$defs/activation' };
  const layers = { type: 'array', items: { $ref: '#/$defs/layer' }, maxItems: limits.layers };
  const layer = catalog.layers.map((type) => ({
    ...closed({
      type: { const: type.name },
      ...fieldSchemas(type.fields),
      ...(type.activation !== null && { activation }),
      ...(type.has_initializers && { initializer, bias_initializer: initializer }),
      ...(type.has_recurrent_initializer && { recurrent_initializer: initializer }),
      ...(type.has_layers && { layers }),
    }),
    // A layer that names no type is of the first.
    ...(type !== catalog.layers[0] && { required: ['type'] }),
  }));
  const { units: _, ...outputFields } = fieldSchemas(catalog.layers[0].fields);
  /** @param {string[]} names */
  const common = (...names) => fieldSchemas(fields.data.filter(({ name }) => names.includes(name)));
  const data = [
    ...catalog.datasets.map((row) =>
      closed({
        name: { const: row.name },
        ...fieldSchemas(row.fields),
        ...fieldSchemas(fields.data),
        features: {
          type: 'array',
          items: { enum: catalog.features.map((feature) => feature.name) },
          uniqueItems: true,
          minItems: 1,
        },
      }),
    ),
    ...catalog.sequences.map((row) => ({
      ...closed({ name: { const: row.name }, ...fieldSchemas(row.fields), ...common('samples', 'test_share') }),
      required: ['name'],
    })),
    ...catalog.stored.map((row) => ({
      ...closed({ name: { const: row.name }, ...(row.shape[1] === 1 && common('standardize')) }),
      required: ['name'],
    })),
    {
      ...closed({ name: { const: OWN }, ...OWN_MEMBERS, ...common(...OWN_SETTINGS) }),
      required: ['name'],
      oneOf: [{ required: ['points'] }, { required: ['columns', 'values', 'labels'] }],
    },
  ];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'relu-playground experiment',
    ...closed({
      v: { const: catalog.version },
      ...fieldSchemas(fields.experiment),
      data: { anyOf: data },
      network: closed({
        initializer,
        bias_initializer: initializer,
        layers,
        output: closed({ ...outputFields, activation, initializer, bias_initializer: initializer }),
      }),
      training: closed({
        ...fieldSchemas(fields.training),
        loss: { anyOf: [{ const: 'auto' }, choiceSchema(catalog.losses)] },
        optimizer: choiceSchema(catalog.optimizers),
        schedule: choiceSchema(catalog.schedules),
      }),
    }),
    $defs: {
      activation: choiceSchema(catalog.activations),
      initializer: choiceSchema(catalog.initializers),
      layer: { anyOf: layer },
    },
  };
}
