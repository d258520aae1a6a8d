// What is pointed at, chosen and filtered in one study; charts and table follow it, and lead it.

// Redrawing charts of more trials takes longer than a pointer rests.
const MOST_TO_FOLLOW = 3000;

export class Selection {
  constructor(size) {
    this.size = size;
    this.hovered = -1;
    this.chosen = [];
    this.filters = new Map();
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
    if (index === this.hovered || this.size > MOST_TO_FOLLOW) return;
    this.hovered = index;
    this.announce('hover');
  }

  /** Chooses a trial beside those chosen, or gives it up again. */
  toggle(index) {
    this.chosen = this.chosen.includes(index) ? this.chosen.filter((i) => i !== index) : [...this.chosen, index].slice(-5);
    this.announce('chosen');
  }

  /** Sets what one source (a brush, the table's filter) lets through: a predicate of an index, or null for all. */
  filter(source, predicate) {
    if (!predicate && !this.filters.has(source)) return;
    if (predicate) this.filters.set(source, predicate);
    else this.filters.delete(source);
    this.announce('filter', `filter:${source}`);
  }

  /** Tells whether all sources, or all but one, let a trial through. */
  passes(index, except) {
    for (const [source, predicate] of this.filters) if (source !== except && !predicate(index)) return false;
    return true;
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

  clear() {
    this.hovered = -1;
    this.chosen = [];
    this.filters.clear();
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
    });
  }
}
