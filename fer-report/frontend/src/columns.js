// What is known of each trial, as columns: for the table, its filter, the comparison of chosen trials, and files.
import { NONE, aligned, duration } from './format.js';

const DIGITS = 7;
const PARTS = { goal: 'metrics', parameter: 'parameters', attribute: 'attributes', metric: 'metrics' };

/**
 * The columns of a study. Each has a name that no other one has, the plain name of what it tells of, its kind
 * ('trial', 'goal', 'state', 'parameter', 'attribute', 'metric', 'time'), text(index) to be read, raw(index) to be
 * computed with (a number, a text, or null), whether it differs between trials, and where it can be ordered by a number
 * also number(index), of which isSingle says that it has single precision, or order(index).
 */
export function columnsOf(study) {
  return named([
    numeric('trial', 'trial', study.numbers, { text: (index) => String(study.numbers[index]) }),
    numeric(study.goal.metric, 'goal', study.values),
    { name: 'state', kind: 'state', text: (index) => study.states[index], raw: (index) => study.states[index], differs: true },
    ...study.parameters.map((parameter) => (parameter.isChoice ? choice(parameter) : numeric(parameter.name, 'parameter', parameter.codes, { differs: parameter.varies }))),
    ...study.attributes.map(({ name, values }) => numeric(name, 'attribute', values, { differs: values.some((value) => !Object.is(value, values[0])) })),
    ...study.metrics.map(({ name, values }) => numeric(name, 'metric', values)),
    numeric('steps', 'time', study.steps),
    numeric('time', 'time', study.seconds, { text: (index) => duration(study.seconds[index]), raw: (index) => Number(study.seconds[index].toFixed(3)) }),
  ]);
}

/** A parameter or a metric with the name of another column goes by where it belongs, as in `fer trials list`. */
function named(columns) {
  const taken = new Set(columns.filter(({ kind }) => !(kind in PARTS)).map(({ name }) => name));
  return columns.map((column) => {
    const { kind, name } = column;
    const isFree = !(kind in PARTS) || !taken.has(name);
    taken.add(name);
    return { ...column, plain: name, name: isFree ? name : `${PARTS[kind]}.${name}` };
  });
}

function numeric(name, kind, values, extra = {}) {
  const format = aligned(values);
  const isSingle = values instanceof Float32Array;
  const exact = (value) => (isSingle ? Number(value.toPrecision(DIGITS)) : value);
  return {
    name,
    kind,
    number: (index) => values[index],
    text: (index) => format(values[index]),
    isSingle,
    raw: (index) => (Number.isFinite(values[index]) ? exact(values[index]) : Number.isNaN(values[index]) ? null : String(values[index])),
    differs: true,
    ...extra,
  };
}

function choice({ name, codes, choices, varies }) {
  return {
    name,
    kind: 'parameter',
    order: (index) => codes[index],
    text: (index) => choices[codes[index]] ?? NONE,
    raw: (index) => choices[codes[index]] ?? null,
    differs: varies,
  };
}

/**
 * Indices ordered by columns, the first one first; without any, the best first, then the others by number.
 *
 * @param sorting a list of {name, isRising}
 */
export function sorted(study, columns, sorting) {
  const keys = sorting.map(({ name, isRising }) => ({ column: columns.find((column) => column.name === name), sign: isRising ? 1 : -1 })).filter(({ column }) => column);
  if (!keys.length) {
    const ranked = new Set(study.ranking);
    const others = Array.from({ length: study.size }, (_, i) => i).filter((i) => !ranked.has(i));
    return [...study.ranking, ...others];
  }
  return Array.from({ length: study.size }, (_, i) => i).sort((a, b) => {
    for (const { column, sign } of keys) {
      const order = compare(column.order ?? column.number ?? column.text, sign, a, b);
      if (order) return order;
    }
    return a - b;
  });
}

/** What is missing comes last, whichever way. */
function compare(key, sign, a, b) {
  const [left, right] = [key(a), key(b)];
  const isMissing = (value) => typeof value === 'number' && Number.isNaN(value);
  if (isMissing(left) || isMissing(right)) return isMissing(left) - isMissing(right);
  return left < right ? -sign : left > right ? sign : 0;
}

/** Trials as objects by kind, as a program reads them. */
export function asJson(study, columns, rows) {
  const part = (kind, index) => Object.fromEntries(columns.filter((column) => column.kind === kind && column.raw(index) !== null).map((column) => [column.plain, column.raw(index)]));
  const trials = rows.map((index) => ({
    trial: study.numbers[index],
    state: study.states[index],
    goal: part('goal', index),
    parameters: part('parameter', index),
    metrics: part('metric', index),
    attributes: part('attribute', index),
    steps: study.steps[index],
    seconds: Number(study.seconds[index].toFixed(3)),
  }));
  return JSON.stringify({ study: study.name, goal: study.goal, trials }, null, 2) + '\n';
}
