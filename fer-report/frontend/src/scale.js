// Where values lie on an axis: linear, logarithmic or choices, with ticks at round numbers.
import { number, shorten } from './format.js';

/**
 * The axis of a parameter: `place` turns a code into a position, `value` a position into a code, and `option`
 * is the ECharts axis. Logarithmic axes hold the logarithm, so that ticks stay in our hands.
 *
 * @param room about how many labels fit
 * @param most how many characters of a choice's label fit
 */
export function parameterScale(parameter, room = 5, most = 14) {
  if (parameter.isChoice) {
    const last = parameter.choices.length - 1;
    const every = Math.ceil(parameter.choices.length / Math.max(room, 7));
    const shown = parameter.choices.map((_, i) => i).filter((i) => i % every === 0);
    return {
      place: (code) => code,
      value: (position) => position,
      option: axisOption(-0.5, last + 0.5, shown, (i) => shorten(parameter.choices[Math.round(i)] ?? '', most)),
    };
  }
  const low = parameter.low;
  const high = parameter.high > low ? parameter.high : low + Math.max(1e-9, Math.abs(low) * 0.1);
  if (!parameter.log) {
    return {
      place: (code) => code,
      value: (position) => position,
      option: axisOption(...padded(low, high), isWhole(parameter) ? ticks(low, high, room).filter(Number.isInteger) : ticks(low, high, room), number),
    };
  }
  const [from, to] = [Math.log10(low), Math.log10(high)];
  return {
    place: (code) => Math.log10(code),
    value: (position) => 10 ** position,
    option: axisOption(...padded(from, to), logTicks(low, high, room).map(Math.log10), (position) => number(10 ** position)),
  };
}

/**
 * The axis of the goal's values; where a few lie far out, it leaves them out and says how many.
 *
 * @param log whether positions are decimal logarithms, which takes values above 0
 */
export function valueScale(study, all, log = false) {
  const values = Array.from(study.values).filter(Number.isFinite);
  values.sort((a, b) => (study.maximize ? b - a : a - b));
  const best = values[0];
  const usual = values[Math.floor((values.length - 1) * 0.8)];
  let worst = values.at(-1);
  const limit = best + 2.5 * (usual - best);
  const far = values.length >= 10 && usual !== best && Math.abs(worst - best) > Math.abs(limit - best);
  if (far && !all) worst = values.findLast((value) => Math.abs(value - best) <= Math.abs(limit - best));
  const left = values.filter((value) => Math.abs(value - best) > Math.abs(worst - best)).length;
  const low = Math.min(best, worst);
  const high = Math.max(best, worst);
  if (log) {
    const { option } = parameterScale({ low, high, log });
    return { left, from: option.min, to: option.max, option };
  }
  const alone = high > low ? 0 : Math.max(1e-9, Math.abs(low) * 0.1);
  const [from, to] = padded(low - alone, high + alone);
  return { left, from, to, option: axisOption(from, to, ticks(from, to, 5), number) };
}

function isWhole(parameter) {
  return Number.isInteger(parameter.low) && parameter.codes.every((code) => Number.isNaN(code) || Number.isInteger(code));
}

/** An axis with its own ticks; grid lines follow those of axisTick. */
export function axisOption(min, max, customValues, formatter) {
  return { type: 'value', min, max, axisLabel: { customValues, formatter }, axisTick: { show: false, customValues } };
}

function padded(low, high) {
  const pad = (high - low) * 0.04;
  return [low - pad, high + pad];
}

/** Round numbers from low to high, about as many as asked for. */
export function ticks(low, high, count) {
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((width) => width >= raw * 0.999);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) found.push(Number((i * step).toPrecision(12)));
  return found;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;
const WIDTHS = [1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];

/** Seconds from 0 that are whole minutes, hours or days, about as many as asked for. */
export function durationTicks(high, count) {
  if (!(high > count)) return ticks(0, Math.max(high, 1e-9), count);
  const raw = high / count;
  const width = WIDTHS.find((each) => each >= raw) ?? DAY * Math.ceil(raw / DAY);
  return Array.from({ length: Math.floor(high / width) + 1 }, (_, i) => i * width);
}

function logTicks(low, high, count) {
  const decades = Math.log10(high / low);
  const factors = decades > 2 ? [1] : decades > 1 ? [1, 3] : [1, 2, 5];
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001) found.push(value);
    }
  }
  if (found.length < 2) return [low, high];
  const every = Math.ceil(found.length / (count + 1));
  return found.filter((_, i) => i % every === 0);
}
