// Which share of the complete trials is at least as good as a value: one line for all, and for each who chose them.
import { Chart, axis, tooltip } from './chart.js';
import { column } from './data.js';
import { element, options } from './dom.js';
import { number, shorten } from './format.js';
import { valueScale } from './scale.js';

const LEAST = 5;
const MOST_POINTS = 400;
const MOST_LINES = 5;
const DASHES = ['solid', 'dashed', 'dotted', [10, 3, 2, 3]];

export function distribution(panel, study, selection) {
  const controls = options(panel, () => chart.redraw());
  controls.goal?.append(...study.goals.map(({ metric }, i) => element('option', { value: i }, shorten(metric, 40))));
  const lines = [{ name: 'all', of: () => true }, ...chosenBy(study)];
  if (lines.length > 1) panel.querySelector('.key').append(...lines.map(({ name }, i) => stroke(name, i)));
  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    const goal = Number(controls.goal?.value ?? 0);
    const values = study.goalValues(goal);
    const maximize = study.goals[goal].direction === 'maximize';
    const complete = Array.from({ length: study.size }, (_, i) => i)
      .filter((i) => study.states[i] === 'complete' && Number.isFinite(values[i]) && selection.passes(i));
    return option(theme, study.goals[goal].metric, maximize, lines.map(({ name, of }, i) => (
      { name, values: complete.filter(of).map((index) => values[index]), weights: complete.filter(of).map((index) => study.weights[index]), colour: i ? theme.series[i] : theme.accent, dash: DASHES[i % DASHES.length] }
    )));
  });
  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
  });
}

/** The sources that chose enough complete trials to be drawn, if there are several. */
function chosenBy(study) {
  const counts = study.sources.map((_, source) => study.ranking.filter((i) => study.source[i] === source).length);
  const enough = study.sources.map((name, source) => ({ name, source })).filter(({ source }) => counts[source] >= LEAST).slice(0, MOST_LINES);
  return enough.length < 2 ? [] : enough.map(({ name, source }) => ({ name, of: (i) => study.source[i] === source }));
}

/** One line for each of those that are compared. */
export function distributions(panel, comparison, { goal, maximize }) {
  const lines = comparison.values.map(({ name, ranked }, i) => ({ name, values: column(ranked), colour: i % 6, dash: DASHES[i % DASHES.length] }));
  panel.querySelector('.key').append(...lines.map(({ name }, i) => stroke(name, i)));
  new Chart(panel.querySelector('.chart'), (theme) => option(theme, goal.metric, maximize, lines.map((line) => ({ ...line, colour: theme.series[line.colour] }))));
}

function stroke(name, i) {
  return element('span', { class: 'count' }, element('i', { class: `stroke series-${i % 6}` }), element('bdi', {}, shorten(name, 32)));
}

function option(theme, metric, maximize, lines) {
  const scale = valueScale({ values: lines.flatMap(({ values }) => [...values]), maximize }, false);
  return {
    grid: { left: 8, right: 20, top: 30, bottom: 32, containLabel: true },
    tooltip: { ...tooltip(theme, card), trigger: 'axis', axisPointer: { lineStyle: { color: theme.muted } } },
    xAxis: axis(theme, { ...scale.option, name: shorten(metric, 40), nameGap: 28 }),
    yAxis: axis(theme, { name: 'trials as good or better', nameLocation: 'end', nameTextStyle: { color: theme.muted, fontSize: 12, align: 'left' }, min: 0, max: 100, axisLabel: { formatter: (value) => `${value} %` } }),
    series: lines.map(({ name, values, weights, colour, dash }) => ({
      name: shorten(name, 32),
      type: 'line',
      symbol: 'none',
      lineStyle: { color: colour, width: 2.2, type: dash },
      itemStyle: { color: colour },
      data: steps(values, weights, maximize, scale),
    })),
  };

  function card(points) {
    return element(
      'div',
      { class: 'tip' },
      element('strong', {}, `${number(points[0].value[0])} or better`),
      element('table', {}, ...points.map(({ seriesName, value }) => element('tr', {}, element('th', {}, seriesName), element('td', {}, `${number(value[1])} %`)))),
    );
  }
}

/**
 * A stairway from the best value on, each trial one stair, drawn from the axis's one end to the other.
 *
 * @param weights how many trials each value stands for; without, one
 */
function steps(values, weights, maximize, { from, to }) {
  const order = Array.from(values, (_, i) => i).sort((a, b) => (maximize ? values[b] - values[a] : values[a] - values[b]));
  if (!order.length) return [];
  const weight = (i) => weights?.[i] ?? 1;
  const all = order.reduce((sum, i) => sum + weight(i), 0);
  const every = Math.ceil(order.length / MOST_POINTS);
  const points = [[maximize ? to : from, 0]];
  let reached = 0;
  order.forEach((at, i) => {
    reached += weight(at);
    if (i % every && i < order.length - 1) return;
    points.push([values[at], points.at(-1)[1]], [values[at], (100 * reached) / all]);
  });
  return [...points, [maximize ? from : to, 100]];
}
