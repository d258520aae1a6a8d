// Several goals at once: which trials no other one beats, and how their front grew.
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { number, shorten } from './format.js';
import { axisOption, parameterScale, ticks, valueScale } from './scale.js';
import { SYMBOLS, card, lead, rings } from './trial.js';

/** From this ratio of the largest to the least value on, an axis is logarithmic unless told otherwise. */
const WIDE = 100;

export function pareto(panel, study, selection) {
  const controls = options(panel, () => chart.redraw());
  const goal = (side) => Number(controls[side].value);
  const means = new Map(study.pareto.means.flatMap((mean) => mean.positions.map((i) => [i, mean])));
  const values = study.goals.map((_, goal) => Float64Array.from(study.goalValues(goal), (own, i) => (means.has(i) ? means.get(i).values[goal] : own)));
  const shown = Array.from({ length: study.size }, (_, i) => i).filter((i) => study.states[i] === 'complete'
    && (means.get(i)?.positions[0] ?? i) === i && values.every((column) => Number.isFinite(column[i])));
  const front = new Set(study.pareto.front);
  for (const [name, first] of [['y', 0], ['x', 1]]) {
    controls[name].append(...study.goals.map(({ metric }, i) => element('option', { value: i, selected: i === first ? '' : null }, shorten(metric, 40))));
    controls[name].parentElement.hidden = study.goals.length < 3;
  }
  for (const [log, side] of [['logX', 'x'], ['logY', 'y']]) {
    controls[log].checked = span(side) >= WIDE;
    controls[log].parentElement.hidden = !(span(side) > 1);
  }
  panel.querySelector('.key').append(
    element('span', { class: 'count' }, element('i', { class: 'mark front' }), 'beaten by none'),
    element('span', { class: 'count' }, element('i', { class: 'mark state-complete' }), 'beaten'),
    ...(means.size ? [element('span', { class: 'hint' }, 'Each configuration stands at the mean of its runs.')] : []),
    ...(study.goals.length > 2 ? [element('span', { class: 'hint' }, 'The line joins the best of the two goals shown alone.')] : []),
  );
  let place = (index) => [0, 0, index];

  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    const [x, y] = [scaleOf('x'), scaleOf('y')];
    place = (index) => [x.place(values[goal('x')][index]), y.place(values[goal('y')][index])];
    controls.outliers.parentElement.hidden = !x.left && !y.left && !controls.outliers.checked;
    const best = (side) => (study.goals[goal(side)].direction === 'maximize' ? 'more is better' : 'less is better');
    const name = (side) => `${shorten(study.goals[goal(side)].metric, 32)} (${best(side)})`;
    return {
      grid: { left: 8, right: 20, top: 30, bottom: 32, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => (value?.[2] >= 0 ? told(value[2]) : '')),
      xAxis: axis(theme, { ...x.option, name: name('x'), nameGap: 28 }),
      yAxis: axis(theme, { ...y.option, name: name('y'), nameLocation: 'end', nameTextStyle: { color: theme.muted, fontSize: 12, align: 'left' } }),
      series: [
        region(theme, x, y),
        dots(theme, false, { symbol: 'circle', symbolSize: study.size > 2000 ? 4 : 7, itemStyle: { color: theme.complete, opacity: 0.55 } }),
        dots(theme, true, { symbol: 'triangle', symbolSize: 12, itemStyle: { color: theme.best, borderColor: theme.card, borderWidth: 1 }, z: 5 }),
        rings(theme, selection, place),
      ],
    };
  }, (instance) => lead(instance, selection));

  /** The tooltip of a configuration: that of its trial but for the goals' values, which are what it is drawn by. */
  function told(index) {
    return card(study, index, means.has(index) ? 'mean of its runs' : undefined, (goal) => values[goal][index]);
  }

  /** The largest value over the least; 0 where some are not positive. */
  function span(side) {
    const [low, high] = ends(shown.map((i) => values[goal(side)][i]));
    return low > 0 ? high / low : 0;
  }

  /** The axis of a goal; values far worse than most are left out unless they are on the front. */
  function scaleOf(side) {
    const column = values[goal(side)];
    const log = side === 'x' ? controls.logX : controls.logY;
    const all = shown.map((i) => column[i]);
    if (log.checked && span(side) > 1) {
      const [low, high] = ends(all);
      const scale = parameterScale({ isChoice: false, log: true, low, high, codes: all });
      return { place: scale.place, option: scale.option, from: scale.option.min, to: scale.option.max, left: 0 };
    }
    const maximize = study.goals[goal(side)].direction === 'maximize';
    const usual = valueScale({ values: all, maximize }, controls.outliers.checked);
    const [from, to] = ends([usual.from, usual.to, ...[...front].map((i) => column[i])]);
    return { place: (value) => value, option: axisOption(from, to, ticks(from, to, 5), number), from, to, left: usual.left };
  }

  function dots(theme, onFront, style) {
    const data = shown.filter((i) => front.has(i) === onFront && selection.passes(i)).map((i) => [...place(i), i]);
    return { id: `front-${onFront}`, type: 'scatter', data, z: 3, ...style };
  }

  /** The line of the front of the two goals shown, and what it dominates: from it towards the worse values. */
  function region(theme, x, y) {
    const [right, up] = ['x', 'y'].map((side) => study.goals[goal(side)].direction === 'minimize');
    const points = staircase([...front].map((i) => place(i)), right, up);
    const [endX, endY] = [right ? x.to : x.from, up ? y.to : y.from];
    const line = points.length ? [[points[0][0], endY], ...corners(points), [endX, points.at(-1)[1]]] : [];
    return {
      id: 'dominated',
      type: 'line',
      silent: true,
      symbol: 'none',
      data: line,
      lineStyle: { color: theme.best, width: 1.8 },
      areaStyle: { color: theme.best, opacity: 0.08, origin: up ? 'end' : 'start' },
      z: 2,
    };
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [rings(theme, selection, place)]);
  });
}

/** The least and the largest of some numbers. */
function ends(numbers) {
  return numbers.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

/**
 * The points of which none beats another in both coordinates, from the best x to the worst.
 *
 * @param right whether x grows worse to the right
 * @param up whether y grows worse upwards
 */
function staircase(points, right, up) {
  const loss = ([x, y]) => [right ? x : -x, up ? y : -y];
  const sorted = points.map((point) => ({ point, loss: loss(point) })).sort((a, b) => a.loss[0] - b.loss[0] || a.loss[1] - b.loss[1]);
  const kept = [];
  let least = Infinity;
  for (const { point, loss: [, y] } of sorted) {
    if (y < least) {
      least = y;
      kept.push(point);
    }
  }
  return kept;
}

/** Between two points of a front nothing better is known than the first one's y up to the second one's x. */
function corners(points) {
  return points.flatMap((point, i) => (i ? [[point[0], points[i - 1][1]], point] : [point]));
}

export function growth(panel, study) {
  const { trials, shares } = study.pareto;
  const points = trials.map((number, i) => [number, 100 * shares[i]]);
  const last = study.numbers[study.size - 1];
  if (last > points.at(-1)[0]) points.push([last, 100]);
  new Chart(panel.querySelector('.chart'), (theme) => ({
    grid: { left: 8, right: 20, top: 16, bottom: 32, containLabel: true },
    tooltip: {
      ...tooltip(theme, ([{ value }]) => element('div', { class: 'tip' }, element('strong', {}, `Up to trial ${value[0]}`), ` ${number(value[1])} %`)),
      trigger: 'axis',
      axisPointer: { lineStyle: { color: theme.muted } },
    },
    xAxis: axis(theme, { name: 'trial', nameGap: 28, min: 0, minInterval: 1, splitLine: { show: false }, axisLabel: { formatter: number } }),
    yAxis: axis(theme, { min: 0, max: 100, axisLabel: { formatter: (value) => `${value} %` } }),
    series: [{
      type: 'line',
      step: 'end',
      symbol: SYMBOLS.complete,
      symbolSize: points.length > 60 ? 0 : 5,
      lineStyle: { color: theme.best, width: 2 },
      itemStyle: { color: theme.best },
      areaStyle: { color: theme.best, opacity: 0.08 },
      data: points,
    }],
  }));
}
