// The page's data block, decoded: columns become typed arrays aligned with a study's trials.

const TYPES = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u2: Uint16Array };

export function column({ type, data }) {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new TYPES[type](bytes.buffer);
}

/** One searched parameter: codes are numbers, or indices of choices; NaN where inactive. */
class Parameter {
  constructor(json) {
    Object.assign(this, json);
    this.codes = column(json.codes);
    this.isChoice = json.choices.length > 0;
  }
}

/** The curves of one metric; the arrays of a single curve are decoded when asked for. */
class CurveSet {
  constructor(json) {
    this.metric = json.metric;
    this.trials = column(json.trials);
    this.lengths = column(json.lengths);
    this.steps = json.steps ? column(json.steps) : null;
    this.values = column(json.values);
    this.offsets = new Map();
    let offset = 0;
    this.trials.forEach((trial, i) => {
      this.offsets.set(trial, [offset, this.lengths[i]]);
      offset += this.lengths[i];
    });
  }

  /** The points [step, value] of a trial, empty where it has none; values that are not finite become gaps. */
  points(trial) {
    const [offset, length] = this.offsets.get(trial) ?? [0, 0];
    const points = [];
    for (let i = 0; i < length; i++) {
      const value = this.values[offset + i];
      points.push([this.steps ? this.steps[offset + i] : i + 1, Number.isFinite(value) ? value : null]);
    }
    return points;
  }
}

/** One study; "index" always means a trial's position, not its number. */
export class Study {
  constructor(json) {
    this.name = json.name;
    this.goal = json.goals[0];
    this.maximize = this.goal.direction === 'maximize';
    this.baselines = json.baselines;
    this.best = json.best;
    this.parameters = json.parameters.map((parameter) => new Parameter(parameter));
    this.metrics = json.metrics.map(({ name, values }) => ({ name, values: column(values) }));
    this.attributes = json.attributes.map(({ name, values }) => ({ name, values: column(values) }));
    this.curves = json.curves.map((set) => new CurveSet(set));
    this.numbers = column(json.trials.number);
    this.values = column(json.trials.value);
    this.elapsed = column(json.trials.elapsed);
    this.compute = column(json.trials.compute);
    this.steps = column(json.trials.steps);
    this.seconds = column(json.trials.seconds);
    const state = column(json.trials.state);
    this.states = Array.from(state, (index) => json.trials.states[index]);
    this.size = this.numbers.length;
    this.ranking = this.rank();
    this.indexOf = new Map(Array.from(this.numbers, (number, index) => [number, index]));
  }

  /** A value turned so that less is better. */
  loss(index) {
    return this.maximize ? -this.values[index] : this.values[index];
  }

  isComplete(index) {
    return this.states[index] === 'complete' && Number.isFinite(this.values[index]);
  }

  /** Indices of complete trials, the best first. */
  rank() {
    const complete = [];
    for (let i = 0; i < this.size; i++) if (this.isComplete(i)) complete.push(i);
    return complete.sort((a, b) => this.loss(a) - this.loss(b) || a - b);
  }

  /** The best value so far over an x column, as points of a step line that ends at the last x. */
  incumbents(x) {
    const order = [];
    for (let i = 0; i < this.size; i++) if (this.isComplete(i) && Number.isFinite(x[i])) order.push(i);
    order.sort((a, b) => x[a] - x[b]);
    const points = [];
    let best = Infinity;
    for (const i of order) {
      if (this.loss(i) < best) {
        best = this.loss(i);
        points.push([x[i], this.values[i], i]);
      }
    }
    const last = x.reduce((most, value) => (value > most ? value : most), -Infinity);
    if (points.length && last > points.at(-1)[0]) points.push([last, points.at(-1)[1], points.at(-1)[2]]);
    return points;
  }
}

export function readReport() {
  const json = JSON.parse(document.getElementById('report-data').textContent);
  return { ...json, studies: json.studies.map((study) => new Study(study)) };
}
