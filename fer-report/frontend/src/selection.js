// What is pointed at, chosen and filtered in one study; charts and table follow it, and lead it.
import { changed, keep } from './state.js';

// Redrawing charts of more trials takes longer than a pointer rests.
export const MOST_TO_FOLLOW = 3000;

/** What the chosen trials are called, by the order in which they were chosen; so many can be told apart. */
export const LETTERS = 'ABCDE';
export const MOST_CHOSEN = LETTERS.length;

export class Selection {
  constructor(study) {
    this.study = study;
    this.size = study.size;
    this.hovered = -1;
    this.chosen = [];
    this.hiddenStates = new Set();
    this.filters = new Map();
    this.passing = null;
    this.listeners = [];
    this.waiting = new Set();
  }

  /**
   * Calls a listener with the set of what changed ('hover', 'chosen', 'filter' and
   * its source as 'filter:source', 'clear'), at most once a frame.
   */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** Points at a trial, or with -1 at none; of very many trials only the chosen ones are marked. */
  hover(index) {
    if (this.size <= MOST_TO_FOLLOW) this.point(index);
  }

  /** Points at a trial, however many there are. */
  point(index) {
    if (index === this.hovered) return;
    this.hovered = index;
    this.announce('hover');
  }

  /** Chooses a trial beside those chosen, or gives it up again. */
  toggle(index) {
    this.choose(this.chosen.includes(index) ? this.chosen.filter((i) => i !== index) : [...this.chosen, index].slice(-MOST_CHOSEN));
  }

  /** Chooses these trials, or the first of them, instead of those chosen before. */
  choose(indices) {
    this.chosen = [...new Set(indices)].slice(0, MOST_CHOSEN);
    this.announce('chosen');
  }

  /** Hides the trials in a state everywhere, or shows them again. */
  toggleState(state) {
    if (!this.hiddenStates.delete(state)) this.hiddenStates.add(state);
    this.filterStates();
  }

  filterStates() {
    const hidden = this.hiddenStates;
    this.filter('states', hidden.size ? (index) => !hidden.has(this.study.states[index]) : null);
  }

  /** Sets what one source (a brush, the table's filter) lets through: a predicate of an index, or null for all. */
  filter(source, predicate) {
    if (!predicate && !this.filters.has(source)) return;
    if (predicate) this.filters.set(source, predicate);
    else this.filters.delete(source);
    this.passing = null;
    this.announce('filter', `filter:${source}`);
  }

  /** Tells whether all sources let a trial through. */
  passes(index) {
    this.passing ??= this.compute();
    return this.passing[index] === 1;
  }

  compute() {
    const predicates = [...this.filters.values()];
    return Uint8Array.from({ length: this.size }, (_, index) => Number(predicates.every((holds) => holds(index))));
  }

  /** How many trials pass. */
  count() {
    let count = 0;
    for (let i = 0; i < this.size; i++) count += this.passes(i) ? 1 : 0;
    return count;
  }

  get isFiltered() {
    return this.filters.size > 0;
  }

  /** Ends everything; whoever filters hears 'clear' and forgets what it was set to. */
  clear() {
    this.hovered = -1;
    this.chosen = [];
    this.hiddenStates.clear();
    this.filters.clear();
    this.passing = null;
    this.announce('clear', 'chosen', 'filter');
  }

  announce(...changes) {
    const isFirst = this.waiting.size === 0;
    changes.forEach((change) => this.waiting.add(change));
    if (!isFirst) return;
    requestAnimationFrame(() => {
      const announced = this.waiting;
      this.waiting = new Set();
      this.listeners.forEach((listener) => listener(announced));
      changed();
    });
  }

  /** Keeps the chosen trials and the hidden states in the address. */
  keepInAddress(root) {
    const { study } = this;
    keep(root, 'trials', () => this.chosen.map((index) => study.numbers[index]).join(','), (text) => {
      const wanted = text.split(',').filter(Boolean).map(Number).filter((number) => study.indexOf.has(number));
      if (wanted.length || this.chosen.length) this.choose(wanted.map((number) => study.indexOf.get(number)));
    });
    keep(root, 'hidden', () => [...this.hiddenStates].join(','), (text) => {
      this.hiddenStates = new Set(text.split(',').filter((state) => study.states.includes(state)));
      this.filterStates();
    });
  }
}
