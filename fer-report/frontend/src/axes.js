// The axes of the parallel chart: which are shown, in which order, flipped or logarithmic, and what is brushed.
import { parameterScale, valueScale } from './scale.js';

const AT_FIRST = 9;
const GOAL = '$';
const LABELS = 5;
const LABEL_LENGTH = 9;

/** One axis; codes are a parameter's, or the goal's values. */
class Axis {
  constructor(key, source, clamped = null) {
    this.key = key;
    this.name = source.name;
    this.codes = source.codes;
    this.source = source;
    this.clamped = clamped;
    this.canBeLog = !source.isChoice && source.low > 0 && source.high > source.low;
    this.reset();
  }

  reset() {
    this.isFlipped = false;
    this.isLog = Boolean(this.source.log);
    this.brush = null;
  }

  get scale() {
    return this.clamped && !this.isLog ? this.clamped : parameterScale({ ...this.source, log: this.isLog }, LABELS, LABEL_LENGTH);
  }

  /** Tells whether a trial lies in what is brushed. */
  holds(index) {
    return !this.brush || (this.codes[index] >= this.brush[0] && this.codes[index] <= this.brush[1]);
  }

  /** As the address keeps it. */
  toString() {
    return this.key + (this.isFlipped ? ':f' : '') + (this.isLog !== Boolean(this.source.log) ? ':l' : '');
  }
}

export class Axes {
  constructor(study) {
    this.parameters = study.parameters.filter((parameter) => parameter.varies).map((parameter) => new Axis(encodeURIComponent(parameter.name.toWellFormed()), parameter));
    this.goal = goalAxis(study);
    this.byKey = new Map([...this.parameters, this.goal].map((axis) => [axis.key, axis]));
    this.reset();
    this.usual = this.text();
  }

  /** Shows the most associated parameters and the goal, as they are. */
  reset() {
    this.byKey.forEach((axis) => axis.reset());
    this.shown = [...this.parameters.slice(0, AT_FIRST), this.goal];
  }

  /** Shows an axis beside the goal's, or hides it; one parameter stays. */
  toggle(axis) {
    const others = this.shown.filter((each) => each !== axis);
    if (others.length === this.shown.length) this.shown.splice(Math.max(0, this.shown.indexOf(this.goal)), 0, axis);
    else if (others.length > 1 && axis !== this.goal) this.shown = others;
    if (!this.shown.includes(axis)) axis.brush = null;
  }

  move(axis, to) {
    this.shown = this.shown.filter((each) => each !== axis);
    this.shown.splice(to, 0, axis);
  }

  /** A predicate of trials that lie in all that is brushed, or null. */
  get predicate() {
    const brushed = this.shown.filter((axis) => axis.brush);
    return brushed.length ? (index) => brushed.every((axis) => axis.holds(index)) : null;
  }

  clearBrushes() {
    this.shown.forEach((axis) => { axis.brush = null; });
  }

  text() {
    return this.shown.join(',');
  }

  /** The axes as the address keeps them, and back; what makes no sense is left out. */
  write() {
    return this.text() === this.usual ? '' : this.text();
  }

  read(text) {
    const brushes = this.writeBrushes();
    this.reset();
    const wanted = [];
    for (const [key, ...marks] of text.split(',').map((part) => part.split(':'))) {
      const axis = this.byKey.get(key);
      if (!axis || wanted.includes(axis)) continue;
      wanted.push(axis);
      axis.isFlipped = marks.includes('f');
      if (marks.includes('l') && axis.canBeLog) axis.isLog = !axis.isLog;
    }
    if (wanted.some((axis) => axis !== this.goal)) this.shown = wanted.includes(this.goal) ? wanted : [...wanted, this.goal];
    this.readBrushes(brushes);
  }

  writeBrushes() {
    return this.shown.filter((axis) => axis.brush).map((axis) => `${axis.key}:${axis.brush.map((end) => Number(end.toPrecision(6))).join(':')}`).join(',');
  }

  readBrushes(text) {
    this.clearBrushes();
    for (const [key, low, high, ...rest] of text.split(',').map((part) => part.split(':'))) {
      const [from, to] = [Number(low), Number(high)];
      const axis = this.byKey.get(key);
      if (axis && this.shown.includes(axis) && low && high && !rest.length && from <= to) axis.brush = [from, to];
    }
  }
}

/** The goal's axis: values far worse than the others lie at its end. */
function goalAxis(study) {
  const values = Array.from(study.values).filter(Number.isFinite);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const { from, to, option } = valueScale(study, false);
  const clamped = { place: (value) => Math.min(to, Math.max(from, value)), value: (position) => position, option };
  return new Axis(GOAL, { name: study.goal.metric, codes: study.values, isChoice: false, choices: [], low, high, log: false }, clamped);
}
