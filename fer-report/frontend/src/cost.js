// The goal's value over what it is paid with: size, time, steps. Those worth their cost are joined.
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { duration, number } from './format.js';
import { parameterScale, valueScale } from './scale.js';
import { SYMBOLS, card, colourOf, lead, rings, star } from './trial.js';

const WIDE = 20;

export function cost(panel, study, selection) {
  const controls = options(panel, () => chart.redraw());
  for (const option of [...controls.x.options]) if (!values(study, option.value)) option.remove();
  const current = () => controls.x.value;
  panel.querySelector('.key').append(
    element('span', { class: 'count' }, element('i', { class: 'mark state-complete' }), 'complete'),
    element('span', { class: 'count' }, element('i', { class: 'stroke front' }), 'none better without costing more'),
  );

  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    const scale = costScale(study, values(study, current()), current() === 'seconds');
    const position = (index) => [scale.place(values(study, current())[index]), study.values[index]];
    return {
      grid: { left: 8, right: 20, top: 16, bottom: 30, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => (value?.[2] >= 0 ? card(study, value[2]) : '')),
      xAxis: axis(theme, { ...scale.option, name: controls.x.selectedOptions[0].textContent, nameGap: 28, splitLine: { show: false } }),
      yAxis: axis(theme, valueScale({ values: study.ranking.map((index) => study.values[index]), maximize: study.maximize }, false).option),
      series: [
        dots(theme, position, true),
        dots(theme, position, false),
        frontier(theme, position, scale.end),
        star(theme, study.best >= 0 ? [position(study.best)] : [], 18),
        rings(theme, selection, position),
      ],
    };
  }, (instance) => lead(instance, selection));

  function dots(theme, position, passing) {
    const data = [];
    for (const index of study.ranking) {
      if (selection.passes(index) === passing) data.push([...position(index), index]);
    }
    return {
      id: `complete${passing}`,
      type: 'scatter',
      symbol: SYMBOLS.complete,
      symbolSize: study.size > 2000 ? 4 : 8,
      itemStyle: { color: colourOf(theme, 'complete'), opacity: passing ? (study.size > 2000 ? 0.4 : 0.75) : 0.08 },
      silent: !passing,
      data: data.filter((point) => point.every(Number.isFinite)),
    };
  }

  /** The best value that each cost buys, as a step line to the right end. */
  function frontier(theme, position, end) {
    const points = Array.from(study.fronts.get(current()) ?? [], position);
    return {
      id: 'front',
      type: 'line',
      step: 'end',
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.best, width: 2 },
      data: points.length ? [...points, [end, points.at(-1)[1]]] : [],
      z: 3,
    };
  }

  selection.listen((changes) => {
    const scale = costScale(study, values(study, current()), current() === 'seconds');
    const position = (index) => [scale.place(values(study, current())[index]), study.values[index]];
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [rings(theme, selection, position)]);
  });
}

/** The column of a cost; nothing where it is not a column of numbers. */
function values(study, name) {
  if (name === 'seconds') return study.seconds;
  if (name === 'steps') return study.steps;
  return [...study.attributes, ...study.metrics].find((column) => column.name === name)?.values;
}

/** Logarithmic where costs differ widely, so that small models do not stand in one heap. */
function costScale(study, column, isTime) {
  const known = study.ranking.map((index) => column[index]).filter((value) => value > 0 && Number.isFinite(value));
  const low = Math.min(...known);
  const high = Math.max(...known);
  const scale = parameterScale({ choices: [], low, high, log: high > WIDE * low, codes: column }, 6);
  if (isTime) scale.option.axisLabel.formatter = (position) => duration(scale.value(position));
  return { ...scale, end: scale.option.max };
}
