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

/** What the parameters do to one metric; parameters are the study's, grids typed arrays. */
class Effects {
  constructor(json, parameters) {
    this.metric = json.metric;
    this.trusted = json.trusted;
    this.order = json.order.map((index) => parameters[index]);
    this.shares = json.shares.map((share) => ({ ...share, parameter: parameters[share.parameter] }));
    this.pairs = json.pairs.map((pair) => ({ ...pair, first: parameters[pair.first], second: parameters[pair.second] }));
    this.marginals = new Map(json.marginals.map(({ parameter, codes, mean, sd }) => [
      parameters[parameter],
      { codes: column(codes), mean: column(mean), sd: column(sd) },
    ]));
    this.maps = json.maps.map((map) => ({
      ...map,
      first: parameters[map.first],
      second: parameters[map.second],
      firstCodes: column(map.firstCodes),
      secondCodes: column(map.secondCodes),
      mean: column(map.mean),
      sd: column(map.sd),
      supported: column(map.supported),
    }));
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

/** Which worker (an index, -1 for none) was at each trial, from when to when in seconds since the first start. */
class Timeline {
  constructor(json) {
    this.workers = json.workers;
    this.worker = column(json.worker);
    this.from = column(json.from);
    this.to = column(json.to);
    this.attempts = column(json.attempts);
  }
}

/** One study; "index" always means a trial's position, not its number. */
export class Study {
  constructor(json) {
    this.name = json.name;
    this.goals = json.goals;
    this.goal = json.goals[0];
    this.maximize = this.goal.direction === 'maximize';
    this.baselines = json.baselines;
    this.best = json.best;
    this.parameters = json.parameters.map((parameter) => new Parameter(parameter));
    this.effects = new Effects(json.effects.find(({ metric }) => metric === this.goal.metric), this.parameters);
    this.metrics = json.metrics.map(({ name, values }) => ({ name, values: column(values) }));
    this.attributes = json.attributes.map(({ name, values }) => ({ name, values: column(values) }));
    this.fronts = new Map(json.costs.map(({ name, front }) => [name, column(front)]));
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
    this.weights = json.weights ? column(json.weights) : new Uint8Array(this.size).fill(1);
    this.ranking = this.rank();
    this.landmarks = json.landmarks;
    this.reasons = json.reasons;
    this.sources = json.sources;
    this.source = column(json.source);
    this.pareto = json.pareto;
    this.repeats = json.repeats ?? [];
    this.timeline = new Timeline(json.timeline);
    this.indexOf = new Map(Array.from(this.numbers, (number, index) => [number, index]));
  }

  /** The values of a goal, aligned with the trials. */
  goalValues(goal) {
    if (goal === 0) return this.values;
    return this.metrics.find(({ name }) => name === this.goals[goal].metric)?.values ?? new Float64Array(this.size).fill(NaN);
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
