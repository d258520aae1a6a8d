// Which share of the complete trials is at least as good as a value: one line for all, and for each who chose them.
import { Chart, axis, tooltip } from './chart.js';
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
      { name, values: complete.filter(of).map((index) => values[index]), colour: i ? theme.series[i] : theme.accent, dash: DASHES[i % DASHES.length] }
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

/** One line for each of several studies of the same goal. */
export function distributions(panel, studies) {
  panel.querySelector('.key').append(...studies.map((study, i) => stroke(study.name, i)));
  new Chart(panel.querySelector('.chart'), (theme) => option(theme, studies[0].goal.metric, studies[0].maximize, studies.map((study, i) => (
    { name: study.name, values: study.ranking.map((index) => study.values[index]), colour: theme.series[i % 6], dash: DASHES[i % DASHES.length] }
  ))));
}

function stroke(name, i) {
  return element('span', { class: 'count' }, element('i', { class: `stroke series-${i % 6}` }), element('bdi', {}, shorten(name, 32)));
}

function option(theme, metric, maximize, lines) {
  const scale = valueScale({ values: lines.flatMap(({ values }) => values), maximize }, false);
  return {
    grid: { left: 8, right: 20, top: 30, bottom: 32, containLabel: true },
    tooltip: { ...tooltip(theme, card), trigger: 'axis', axisPointer: { lineStyle: { color: theme.muted } } },
    xAxis: axis(theme, { ...scale.option, name: shorten(metric, 40), nameGap: 28 }),
    yAxis: axis(theme, { name: 'trials as good or better', nameLocation: 'end', nameTextStyle: { color: theme.muted, fontSize: 12, align: 'left' }, min: 0, max: 100, axisLabel: { formatter: (value) => `${value} %` } }),
    series: lines.map(({ name, values, colour, dash }) => ({
      name: shorten(name, 32),
      type: 'line',
      symbol: 'none',
      lineStyle: { color: colour, width: 2.2, type: dash },
      itemStyle: { color: colour },
      data: steps(values, maximize, scale),
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

/** A stairway from the best value on, each trial one stair, drawn from the axis's one end to the other. */
function steps(values, maximize, { from, to }) {
  const sorted = [...values].sort((a, b) => (maximize ? b - a : a - b));
  if (!sorted.length) return [];
  const every = Math.ceil(sorted.length / MOST_POINTS);
  const points = [[maximize ? to : from, 0]];
  sorted.forEach((value, i) => {
    if (i % every && i < sorted.length - 1) return;
    points.push([value, points.at(-1)[1]], [value, (100 * (i + 1)) / sorted.length]);
  });
  return [...points, [maximize ? from : to, 100]];
}
