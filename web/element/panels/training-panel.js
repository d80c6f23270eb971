// How the network learns: optimiser, rate, batch, loss, starting weights, penalties and the seed.

import { html } from 'lit';
import { nameOf, parametersOf, withRow, withValue } from '../experiment-edit.js';
import { fieldControl, menuControl } from '../field-control.js';
import { Panel } from './panel.js';

/** Choices of a row, in the order in which they stand: where in the experiment, of which table, what is said about them. */
const CHOICES = /** @type {const} */ ([
  {
    path: 'training.optimizer',
    table: 'optimizers',
    title: 'Optimiser',
    help: 'The rule that turns gradients into new weights.',
  },
  {
    path: 'network.initializer',
    table: 'initializers',
    title: 'First weights',
    help: 'How the weights are drawn before the first step.',
  },
  { path: 'training.loss', table: 'losses', title: 'Loss', help: 'The number that training makes small.' },
]);

/** Settings that stand in sight; the others of the catalogue wait behind "More". */
const IN_SIGHT = ['batch_size', 'l2'];

export class TrainingPanel extends Panel {
  render() {
    const { training, seed } = this.experiment;
    const fields = (this.catalog.fields.training ?? []).filter(({ name }) => name in training);
    const inSight = fields.filter(({ name }) => IN_SIGHT.includes(name));
    const [optimizer, initializer, loss] = CHOICES;
    const [rate, ...others] = this.rowOf(optimizer)?.fields ?? [];
    const seedField = (this.catalog.fields.experiment ?? []).find(({ name }) => name === 'seed');
    return html`
      ${this.choice(optimizer)} ${rate ? this.parameter(optimizer, rate) : ''}
      ${inSight.map((field) => fieldControl(this.editor, `training.${field.name}`, field, training[field.name]))}
      ${this.choice(initializer)} ${(this.rowOf(initializer)?.fields ?? []).map((field) => this.parameter(initializer, field))}
      ${this.choice(loss)} ${(this.rowOf(loss)?.fields ?? []).map((field) => this.parameter(loss, field))}
      ${seedField ? fieldControl(this.editor, 'seed', seedField, seed) : ''}
      <details class="more" ?hidden=${fields.length + others.length === inSight.length}>
        <summary>More settings</summary>
        ${others.map((field) => this.parameter(optimizer, field))}
        ${fields.filter((field) => !inSight.includes(field)).map((field) => fieldControl(this.editor, `training.${field.name}`, field, training[field.name]))}
      </details>`;
  }

  /** @param {(typeof CHOICES)[number]} choice */
  value({ path }) {
    return path.split('.').reduce((value, key) => value?.[key], /** @type {any} */ (this.experiment));
  }

  /** @param {(typeof CHOICES)[number]} choice */
  rowOf(choice) {
    return this.catalog[choice.table].find(({ name }) => name === nameOf(this.value(choice)));
  }

  /** @param {(typeof CHOICES)[number]} choice */
  choice(choice) {
    const { path, table, title, help } = choice;
    const value = nameOf(this.value(choice));
    const row = this.rowOf(choice);
    const rows =
      table === 'losses'
        ? this.catalog.losses.filter(({ tasks }) => tasks.includes(this.description.task))
        : this.catalog[table];
    const automatic = row ? [] : [{ name: value, title: 'Automatic' }];
    const restore = table === 'losses' && row ? [{ name: '', title: 'Automatic' }] : [];
    return menuControl(this.editor, {
      path,
      title,
      help: row ? `${help} ${row.title}: ${row.summary}` : `${help} Automatic: follows from the data.`,
      rows: [...automatic, ...restore, ...rows],
      value,
      choose: (name) => this.choose(choice, name),
    });
  }

  /** @param {(typeof CHOICES)[number]} choice @param {string} name */
  choose(choice, name) {
    const { minimal } = this.description;
    const next = this.catalog[choice.table].find((row) => row.name === name);
    this.editor.edit(
      next ? withRow(minimal, choice.path, next, this.rowOf(choice)) : withValue(minimal, choice.path, undefined),
      choice.path,
    );
  }

  /** @param {(typeof CHOICES)[number]} choice @param {import('../types.js').Field} field */
  parameter(choice, field) {
    const value = parametersOf(this.value(choice))[field.name] ?? field.default;
    return fieldControl(this.editor, `${choice.path}.${field.name}`, field, value);
  }
}
