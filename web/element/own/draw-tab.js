// Draws points of classes by mouse, finger or keys, in a mode of its own, which a press or a tap on the pad begins as the button does: outside it
// a finger scrolls the page. Each stroke is one change of the experiment, so that undo takes it back. Points that cannot be trained on yet wait here.

import { live } from 'lit/directives/live.js';
import { html } from 'lit/html.js';
import { ClassMark } from '../../view/class-mark.js';
import { SurfaceView } from '../../view/surface.js';
import { placeOf, pointAt } from '../../view/surface-place.js';
import { answerRange } from '../answer-range.js';
import { arrowOf, isShortcut } from '../arrow-keys.js';
import { readers } from '../hints.js';
import { kindOf } from '../kinds.js';
import { numberText, plural } from '../number-text.js';
import { Panel } from '../panels/panel.js';
import { areTrainable, classCounts, classMembers, MOST_DRAWN, PLANE, pointsOf } from './own-experiment.js';

/** @typedef {import('./own-experiment.js').OwnPoint} OwnPoint */

const TOOLS = /** @type {const} */ ([
  { name: 'point', title: 'Point', key: 'p', help: 'One point where you press; more along the way when you drag.' },
  { name: 'spray', title: 'Spray', key: 's', help: 'Several points at once, spread around the place.' },
  { name: 'eraser', title: 'Erase', key: 'e', help: 'Takes away the points around the place.' },
]);

/** All in units of the plane, which is twelve wide. */
const BRUSH = 0.8;
const GAP = { point: 0.45, spray: 0.6, eraser: 0.2 };
const SPRAYED = 4;
const KEY_STEP = 0.5;
const KEY_STEP_FINE = 0.125;
const MOST_CLASSES = 10;

export class DrawTab extends Panel {
  isDrawing = false;
  /** @type {(typeof TOOLS)[number]['name']} */ tool = 'point';
  label = 0;
  classes = 2;
  cursor = { x: 0, y: 0 };
  /** Points that are not in the experiment: a stroke on its way, or too few to train on. @type {OwnPoint[] | null} */ draft =
    null;
  /** The experiment's points while the draft was made; another one forgets it. @type {string | undefined} */ draftOver =
    undefined;
  /** Where the stroke on its way last left something. @type {{ x: number, y: number } | null} */ last = null;
  /** @type {{ text: string | undefined, points: OwnPoint[] }} */ known = { text: undefined, points: [] };
  /** Flat copies for the picture, made when the points are others. @type {{ of: OwnPoint[] | null, points: number[], labels: number[] }} */
  flat = { of: null, points: [], labels: [] };

  /** @param {import('../playground.js').Playground} host @param {{ take: (own: any, title: string) => Promise<boolean> }} owner */
  constructor(host, owner) {
    super(host);
    this.owner = owner;
  }

  get ownText() {
    const { data } = this.experiment;
    return data.range === undefined ? data.points : undefined;
  }

  /** @returns {OwnPoint[]} */
  get points() {
    const text = this.ownText;
    if (this.draft && this.draftOver !== text && !this.last) this.draft = null;
    if (this.draft) return this.draft;
    if (this.known.text !== text) this.known = { text, points: pointsOf(this.experiment) ?? [] };
    return this.known.points;
  }

  render() {
    const { points, isDrawing } = this;
    this.classes = Math.min(MOST_CLASSES, Math.max(this.classes, classCounts(points).length));
    return html`
      <fieldset class="chips own-classes"><legend class="visually-hidden">Class</legend>
        ${Array.from({ length: this.classes }, (_, label) => this.classChip(label))}
        <button type="button" class="small" aria-label="Add a class" data-help="One class more, up to ten. In the drawing mode the digits choose." ?disabled=${this.classes >= MOST_CLASSES} @click=${() => this.choose(this.classes)}>+</button>
      </fieldset>
      <fieldset class="chips own-tools"><legend class="visually-hidden">Tool</legend>
        ${TOOLS.map(
          ({ name, title, help }) =>
            html`<label class="chip" data-help=${help}><input type="radio" name="own-tool" .checked=${live(this.tool === name)} @change=${() => this.pick(name)} /><span>${title}</span></label>`,
        )}
      </fieldset>
      <div class="own-pad ${isDrawing ? 'drawing' : ''}" tabindex=${isDrawing ? '0' : '-1'} role=${isDrawing ? 'application' : 'img'} aria-roledescription=${isDrawing ? 'drawing pad' : 'picture'}
        aria-label=${isDrawing ? `Drawing pad: ${readers()} move the pen, with Shift in small steps; Space draws; digits choose the class; P, S and E the tool; Delete erases here; Escape ends` : 'The points drawn so far'} aria-describedby="own-count"
        @pointerdown=${this.start} @pointermove=${this.move} @pointerup=${this.end} @pointercancel=${this.end} @click=${this.tap} @keydown=${this.key} @focus=${this.showPen} @blur=${this.hidePen}>
        <canvas class="own-canvas" aria-hidden="true"></canvas><span class="pen" hidden></span>
      </div>
      <div class="own-actions">
        <button type="button" class=${isDrawing ? 'fix own-draw' : 'fix primary own-draw'} aria-pressed=${String(isDrawing)} data-help="While this is on, the pad takes mouse, finger and keys. Escape ends it." @click=${() => this.turn(!isDrawing)}>${isDrawing ? 'Stop drawing' : 'Start drawing'}</button>
        <button type="button" class="quiet own-copy" data-help="Makes the points on the screen your own, to draw on: ${MOST_DRAWN} of them at most." ?disabled=${!this.canCopy} @click=${() => this.copy()}>${this.canCopy ? `Start from “${this.dataTitle}”` : 'Start from these points'}</button>
        <button type="button" class="quiet own-clear" data-help="Takes all points away. The network keeps the old ones until there are new ones of two classes." ?disabled=${points.length === 0} @click=${() => this.commit([], 'points cleared')}>Clear</button>
      </div>
      <p class="own-count small-print" id="own-count">${this.countText(points)}</p>`;
  }

  /** @param {number} label */
  classChip(label) {
    return html`<label class="chip own-class"><input type="radio" name="own-class" aria-label="Class ${label}" .checked=${live(this.label === label)} @change=${() => this.choose(label)} />
      <span><canvas class="own-mark" data-label=${label} aria-hidden="true"></canvas>${label}</span></label>`;
  }

  /** @param {readonly OwnPoint[]} points */
  countText(points) {
    const counts = classCounts(points);
    if (points.length === 0)
      return 'No points yet. Press on the plane to draw: points of two classes, and the network trains on them.';
    const parts = counts.flatMap((count, label) => (count ? [`${count} of class ${label}`] : []));
    const text = `${points.length} ${plural(points.length, 'point')}: ${parts.join(', ')}.`;
    if (points.length >= MOST_DRAWN) return `${text} No more will fit into a link.`;
    return areTrainable(points) ? text : `${text} Draw some of another class, and the network trains on them.`;
  }

  /** Whether points of classes on the plane are on the screen that are not one's own. */
  get canCopy() {
    const { description } = this;
    return kindOf(description) === 'plane' && description.task !== 'regression' && this.ownText === undefined;
  }

  get dataTitle() {
    const { name } = this.experiment.data;
    return this.catalog.datasets.find((row) => row.name === name)?.title ?? name;
  }

  choose(/** @type {number} */ label) {
    this.classes = Math.min(MOST_CLASSES, Math.max(this.classes, label + 1));
    this.label = Math.min(label, this.classes - 1);
    if (this.tool === 'eraser') this.tool = 'point';
    this.host.requestUpdate();
  }

  pick(/** @type {DrawTab['tool']} */ tool) {
    this.tool = tool;
    this.host.requestUpdate();
  }

  async turn(/** @type {boolean} */ isDrawing) {
    this.isDrawing = isDrawing;
    this.host.requestUpdate();
    await this.host.updateComplete;
    /** @type {HTMLElement | null} */ (this.find(isDrawing ? '.own-pad' : '.own-draw'))?.focus({ preventScroll: true });
  }

  async copy() {
    const { train, test } = /** @type {import('../types.js').Data} */ (this.session.data);
    const points = [train, test]
      .flatMap((part) =>
        Array.from(part.labels, (label, row) => ({
          x: part.points[2 * row],
          y: part.points[2 * row + 1],
          label: Math.max(0, label),
        })),
      )
      .slice(0, MOST_DRAWN);
    await this.commit(points, 'points taken over');
  }

  /** Hands points to the experiment where they can be trained on. @param {OwnPoint[]} points @param {string} title */
  async commit(points, title) {
    this.draft = points;
    this.draftOver = this.ownText;
    this.host.requestUpdate();
    this.host.schedule();
    if (!areTrainable(points)) return;
    const isTaken = await this.owner.take(classMembers(points), title);
    if (isTaken && this.draft === points) this.draft = null;
    this.host.requestUpdate();
  }

  // Strokes ---------------------------------------------------------------------------------------------------------------------------

  /** What the tool leaves at a place. @param {OwnPoint[]} points @param {{ x: number, y: number }} place @returns {OwnPoint[]} */
  applied(points, place) {
    const { label } = this;
    if (this.tool === 'eraser') return points.filter(({ x, y }) => Math.hypot(x - place.x, y - place.y) > BRUSH);
    const isInside = ({ x = 0, y = 0 }) => Math.max(Math.abs(x), Math.abs(y)) <= PLANE.max;
    const count = this.tool === 'spray' ? SPRAYED : 1;
    const around = Array.from({ length: count }, () => {
      const radius = this.tool === 'spray' ? BRUSH * Math.sqrt(Math.random()) : 0;
      const angle = 2 * Math.PI * Math.random();
      return { x: place.x + radius * Math.cos(angle), y: place.y + radius * Math.sin(angle), label };
    });
    return [...points, ...around.filter(isInside)].slice(0, MOST_DRAWN);
  }

  /** @param {number} before  how many points there were */
  title(before) {
    const change = this.points.length - before;
    return change < 0 ? `${-change} ${plural(-change, 'point')} erased` : `${change} ${plural(change, 'point')} drawn`;
  }

  strokeBefore = 0;

  start = (/** @type {PointerEvent} */ event) => {
    // A finger that moves outside the mode scrolls.
    const mayBegin = this.isDrawing || event.pointerType !== 'touch';
    if (!mayBegin || event.button !== 0 || !event.isPrimary) return;
    const place = this.view && pointAt(this.view, event.clientX, event.clientY);
    if (!place) return;
    if (!this.isDrawing) this.turn(true);
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.strokeBefore = this.points.length;
    this.draftOver = this.ownText;
    this.leave(place);
    this.hidePen();
  };

  move = (/** @type {PointerEvent} */ event) => {
    if (!this.last || !event.isPrimary) return;
    const place = this.view && pointAt(this.view, event.clientX, event.clientY);
    if (place && Math.hypot(place.x - this.last.x, place.y - this.last.y) >= GAP[this.tool]) this.leave(place);
  };

  end = () => {
    if (!this.last) return;
    this.last = null;
    this.finish(this.strokeBefore);
  };

  /** A finger that has not moved; whatever else presses has begun already. */
  tap = (/** @type {MouseEvent} */ event) => {
    const place = this.view && pointAt(this.view, event.clientX, event.clientY);
    if (!place || this.isDrawing) return;
    this.turn(true);
    this.cursor = place;
    this.stamp(this.tool);
  };

  leave(/** @type {{ x: number, y: number }} */ place) {
    this.draft = this.applied(this.points, place);
    this.last = place;
    this.cursor = place;
    this.host.schedule();
  }

  /** The stroke is a change where it has changed anything. @param {number} before */
  finish(before) {
    const { points } = this;
    if (points.length !== before) this.commit(points, this.title(before));
  }

  // Keys ------------------------------------------------------------------------------------------------------------------------------

  key = (/** @type {KeyboardEvent} */ event) => {
    if (!this.isDrawing || isShortcut(event)) return;
    const action = this.actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  };

  /** @param {KeyboardEvent} event @returns {(() => void) | null} */
  actionOf(event) {
    const { key, shiftKey } = event;
    const move = arrowOf(event);
    const step = shiftKey ? KEY_STEP_FINE : KEY_STEP;
    if (move) return () => this.moveBy(move.right * step, -move.down * step);
    if (key === ' ' || key === 'Enter') return () => this.stamp(this.tool);
    if (key === 'Delete' || key === 'Backspace') return () => this.stamp('eraser');
    if (key === 'Escape') return () => this.turn(false);
    if (/^\d$/.test(key)) {
      return () => {
        this.choose(Number(key));
        this.host.announce(`Class ${this.label}`);
      };
    }
    const tool = TOOLS.find((candidate) => candidate.key === key.toLowerCase());
    if (!tool) return null;
    return () => {
      this.pick(tool.name);
      this.host.announce(tool.title);
    };
  }

  /** @param {number} right @param {number} up */
  moveBy(right, up) {
    const within = (/** @type {number} */ value) => Math.min(PLANE.max, Math.max(PLANE.min, value));
    this.cursor = { x: within(this.cursor.x + right), y: within(this.cursor.y + up) };
    this.showPen();
    const near = this.points.filter(({ x, y }) => Math.hypot(x - this.cursor.x, y - this.cursor.y) <= BRUSH);
    const there = near.length ? `, ${this.countText(near).replace(/\. .*$/, '.')}` : '';
    this.host.announce(`x ${numberText(this.cursor.x, 2)}, y ${numberText(this.cursor.y, 2)}${there}`);
  }

  /** Uses a tool at the pen. @param {DrawTab['tool']} tool */
  stamp(tool) {
    const chosen = this.tool;
    const before = this.points.length;
    this.draftOver = this.ownText;
    this.tool = tool;
    this.draft = this.applied(this.points, this.cursor);
    this.tool = chosen;
    const title = this.title(before);
    this.finish(before);
    this.host.announce(`${title}. ${this.countText(this.points)}`);
  }

  showPen = () => {
    const pen = /** @type {HTMLElement | null} */ (this.find('.pen'));
    const box = this.find('.own-pad')?.getBoundingClientRect();
    const place = this.view && placeOf(this.view, this.cursor.x, this.cursor.y);
    if (!pen || !box || !place || !this.isDrawing) return;
    pen.hidden = false;
    pen.style.left = `${place.clientX - box.left}px`;
    pen.style.top = `${place.clientY - box.top}px`;
  };

  hidePen = () => {
    const pen = /** @type {HTMLElement | null} */ (this.find('.pen'));
    if (pen) pen.hidden = true;
  };

  // Pictures --------------------------------------------------------------------------------------------------------------------------

  /** @returns {SurfaceView | undefined} */
  get view() {
    return this.drawings.get('.own-canvas')?.view;
  }

  updated() {
    this.drawing('.own-canvas', (node) => new SurfaceView(node));
    for (let label = 0; label < this.classes; label++)
      this.drawing(`.own-mark[data-label="${label}"]`, (node) => new ClassMark(node));
    this.paintMarks();
    this.paint();
  }

  /** The colours that the classes' marks have. @type {unknown} */ markColours = null;

  paintMarks() {
    const { classes } = this;
    const { colours: theme } = this.host;
    this.markColours = theme;
    for (let label = 0; label < classes; label++)
      this.drawings.get(`.own-mark[data-label="${label}"]`)?.view.update({ label, isOfTwo: classes === 2, theme });
  }

  /** A plane without an answer. @returns {import('../../view/surface-field.js').SurfaceInput} */
  get blank() {
    const task = this.classes > 2 ? 'multiclass' : 'binary';
    return { grid: [], resolution: 0, maps: 1, task, range: { min: 0, max: 1 }, domain: PLANE, theme: this.host.colours };
  }

  paint() {
    const { points } = this;
    if (this.markColours !== this.host.colours) this.paintMarks();
    if (this.flat.of !== points)
      this.flat = { of: points, points: points.flatMap(({ x, y }) => [x, y]), labels: points.map(({ label }) => label) };
    const { task, classes } = this.description;
    const grid = this.session.snapshot?.outputGrid;
    // The network's answer is the ground of its own points, not of others.
    const isAnswered = grid && this.ownText !== undefined && kindOf(this.description) === 'plane';
    const maps = task === 'multiclass' ? classes : 1;
    const ground = isAnswered && {
      grid,
      maps,
      resolution: Math.round(Math.sqrt(grid.length / maps)),
      task,
      pointTask: this.blank.task,
      range: answerRange(this.description, this.session.data),
    };
    this.view?.update({ ...this.blank, ...ground, train: this.flat });
  }
}
