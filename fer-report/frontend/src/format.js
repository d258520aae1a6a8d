// Numbers and durations as the Java side writes them.

export const NONE = '–';

// Made once: toLocaleString makes one for each number, which is the better part of opening a large study.
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const MOST_DECIMALS = 4;

/** Four significant digits, whole numbers in full. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return NONE;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  let text;
  if (Number.isInteger(value) && size < 1e15) text = WHOLE.format(value);
  else if (size >= 1e7 || size < 1e-4) text = String(Number(value.toPrecision(4)).toExponential()).replace('e+', 'e');
  else if (size >= 1000) text = WHOLE.format(value);
  else text = String(Number(value.toPrecision(4)));
  return text.replace('-', '−').replace('e-', 'e−');
}

/** A formatter that gives all values of a column as many decimals, so that they stand in line. */
export function aligned(values) {
  let decimals = 0;
  for (const value of values) {
    if (!Number.isFinite(value) || value === 0) continue;
    if (Math.abs(value) < 0.01 || Math.abs(value) >= 100000) return number;
    if (decimals < MOST_DECIMALS && !Number.isInteger(value)) decimals = Math.max(decimals, (number(value).split('.')[1] ?? '').length);
  }
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: Math.min(MOST_DECIMALS, decimals), maximumFractionDigits: Math.min(MOST_DECIMALS, decimals) });
  return (value) => (Number.isFinite(value) ? format.format(value).replace('-', '−') : number(value));
}

export function duration(seconds) {
  if (!Number.isFinite(seconds)) return NONE;
  if (seconds < 10) return `${number(Math.round(seconds * 100) / 100)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return two(seconds / 60, 'min', seconds % 60, 's');
  if (seconds < 86400) return two(seconds / 3600, 'h', (seconds % 3600) / 60, 'min');
  return two(seconds / 86400, 'd', (seconds % 86400) / 3600, 'h');
}

function two(large, largeUnit, small, smallUnit) {
  const rest = Math.floor(small);
  return `${Math.floor(large)} ${largeUnit}${rest ? ` ${rest} ${smallUnit}` : ''}`;
}

/** Cuts a name to what an axis or a column head bears. */
export function shorten(name, most = 22) {
  const characters = [...name];
  return characters.length <= most ? name : `${characters.slice(0, most - 1).join('')}…`;
}
