// How the network learns: optimiser, rate, batch, loss, starting weights, penalties and the seed.

import { html } from 'lit/html.js';
import { nameOf, parametersOf } from '../../engine/patch.js';
import { CHOICES } from '../choices.js';
import { fieldControl, menuControl } from '../field-control.js';
import { Panel } from './panel.js';

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
        <summary data-help="Settings that are seldom needed.">More settings</summary>
        ${others.map((field) => this.parameter(optimizer, field))}
        ${fields.filter((field) => !inSight.includes(field)).map((field) => fieldControl(this.editor, `training.${field.name}`, field, training[field.name]))}
      </details>`;
  }

  /** @param {import('../choices.js').Choice} choice */
  value({ path }) {
    return path.split('.').reduce((value, key) => value?.[key], /** @type {any} */ (this.experiment));
  }

  /** @param {import('../choices.js').Choice} choice */
  rowOf(choice) {
    return this.catalog[choice.table].find(({ name }) => name === nameOf(this.value(choice)));
  }

  /** @param {import('../choices.js').Choice} choice */
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

  /** @param {import('../choices.js').Choice} choice @param {string} name */
  async choose(choice, name) {
    return this.host.reader.act(({ withRow, withValue }) => {
      const { minimal } = this.description;
      const next = this.catalog[choice.table].find((row) => row.name === name);
      return this.editor.edit(
        next ? withRow(minimal, choice.path, next, this.rowOf(choice)) : withValue(minimal, choice.path, undefined),
        choice.path,
      );
    });
  }

  /** @param {import('../choices.js').Choice} choice @param {import('../types.js').Field} field */
  parameter(choice, field) {
    const value = parametersOf(this.value(choice))[field.name] ?? field.default;
    return fieldControl(this.editor, `${choice.path}.${field.name}`, field, value);
  }
}
