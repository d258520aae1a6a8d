// The best value so far of several contenders in one chart, each with the spread of its runs.
import { Chart, axis, tooltip } from './chart.js';
import { column } from './data.js';
import { element, options } from './dom.js';
import { duration, number, shorten } from './format.js';

const AXES = { trials: 'finished trials', steps: 'steps (epochs)', seconds: 'computing time' };
const DASHES = ['solid', 'dashed', 'dotted', [12, 4, 2, 4]];
const STROKES = ['solid', 'dashed', 'dotted', 'double'];
/** Before this share of the budget, values say more about the first trial than about the search. */
const SETTLED = 0.1;

export function comparison(panel, { contenders, budgets }) {
  const decoded = new Map(budgets.map((budget) => [budget.unit, decode(budget)]));
  const controls = options(panel, () => show());
  const names = contenders.map(({ name }) => shorten(name, 40));
  panel.querySelector('.key').append(...names.map((name, i) => element('span', { class: 'count' }, stroke(i), element('bdi', {}, name))));

  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    const budget = decoded.get(controls.budget.value);
    const format = budget.unit === 'seconds' ? duration : number;
    return {
      grid: { left: 8, right: 20, top: 24, bottom: 30, containLabel: true },
      tooltip: {
        ...tooltip(theme, (points) => card(points, budget, contenders, names, format)),
        trigger: 'axis',
        axisPointer: { lineStyle: { color: theme.muted } },
      },
      xAxis: axis(theme, { name: AXES[budget.unit], nameGap: 28, min: 0, max: 'dataMax', splitLine: { show: false }, axisLabel: { formatter: format } }),
      yAxis: axis(theme, { scale: true, ...range(budget, controls.outliers.checked), axisLabel: { formatter: number, showMinLabel: false, showMaxLabel: false } }),
      series: [...budget.curves.map((curve) => band(curve, theme)), ...budget.curves.map((curve) => line(curve, theme, names)), mark(budget, theme)],
    };
  });

  function show() {
    for (const part of panel.querySelectorAll('[data-budget]')) part.hidden = part.dataset.budget !== controls.budget.value;
    chart.redraw();
  }
  show();
}

function decode({ unit, amount, curves }) {
  return {
    unit,
    amount,
    curves: curves.map(({ contender, at, median, low, high }) => ({
      contender,
      at: column(at),
      median: column(median),
      low: column(low),
      high: column(high),
    })),
  };
}

function stroke(i) {
  const made = element('i', { class: `stroke series-${i % 6}` });
  made.style.borderTopStyle = STROKES[i % 4];
  return made;
}

/** The values worth looking at closely: those after the first few trials. */
function range(budget, all) {
  const values = budget.curves.flatMap(({ at, low, median, high }) =>
    Array.from(at).flatMap((effort, i) => (all || effort >= SETTLED * budget.amount ? [low[i], median[i], high[i]] : [])).filter(Number.isFinite));
  if (!values.length) return {};
  const low = Math.min(...values);
  const high = Math.max(...values);
  const edge = 0.05 * (high - low || Math.abs(high) || 1);
  return { min: low - edge, max: high + edge };
}

function line(curve, theme, names) {
  const i = curve.contender;
  return {
    name: names[i],
    type: 'line',
    step: 'end',
    symbol: 'none',
    lineStyle: { width: 2.4, type: DASHES[i % 4], color: theme.series[i % 6] },
    itemStyle: { color: theme.series[i % 6] },
    data: Array.from(curve.at, (effort, at) => [effort, curve.median[at], i]),
    z: 4,
  };
}

/** The spread of the runs, as one area along the steps. */
function band(curve, theme) {
  const known = Array.from(curve.at.keys()).filter((i) => Number.isFinite(curve.low[i]) && Number.isFinite(curve.high[i]));
  const upper = [];
  const lower = [];
  known.forEach((i, position) => {
    if (position > 0) {
      upper.push([curve.at[i], curve.high[known[position - 1]]]);
      lower.push([curve.at[i], curve.low[known[position - 1]]]);
    }
    upper.push([curve.at[i], curve.high[i]]);
    lower.push([curve.at[i], curve.low[i]]);
  });
  const outline = upper.concat(lower.reverse());
  const spread = outline.some(([, value], i) => value !== outline[outline.length - 1 - i][1]);
  return {
    type: 'custom',
    silent: true,
    clip: true,
    tooltip: { show: false },
    data: spread ? [outline[0]] : [],
    renderItem: (_, api) => ({
      type: 'polygon',
      shape: { points: outline.map((point) => api.coord(point)) },
      style: { fill: theme.series[curve.contender % 6], opacity: 0.14 },
    }),
    z: 2,
  };
}

function mark(budget, theme) {
  return {
    type: 'line',
    data: [],
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.muted, type: 'dashed', width: 1 },
      label: { color: theme.muted, formatter: 'the budget', position: 'end', align: 'right' },
      data: [{ xAxis: budget.amount }],
    },
  };
}

function card(points, budget, contenders, names, format) {
  const effort = points[0].axisValue;
  const rows = budget.curves.flatMap((curve) => {
    const i = last(curve.at, effort);
    if (i < 0) return [];
    const spread = contenders[curve.contender].runs > 1 ? ` (${number(curve.low[i])} to ${number(curve.high[i])})` : '';
    return [element('tr', {}, element('th', {}, names[curve.contender]), element('td', {}, number(curve.median[i]) + spread))];
  });
  const unit = budget.unit === 'seconds' ? '' : ` ${AXES[budget.unit]}`;
  return element('div', { class: 'tip' }, element('strong', {}, format(effort) + unit), element('table', {}, ...rows));
}

/** The position of the last effort that is not above another; -1 if all are, or all lies behind. */
function last(at, effort) {
  if (effort > at.at(-1)) return -1;
  return at.findLastIndex((value) => value <= effort);
}
