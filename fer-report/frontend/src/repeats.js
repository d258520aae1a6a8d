// Configurations that were run with several seeds: each run, their mean and how far they lie apart.
import { Chart, axis, tooltip } from './chart.js';
import { element } from './dom.js';
import { shorten } from './format.js';
import { axisOption, valueScale } from './scale.js';
import { card, lead, rings } from './trial.js';

const ROW = 30;
const MOST_ROWS = 20;

export function repeats(panel, study, selection) {
  const groups = study.repeats.slice(0, MOST_ROWS);
  const rowOf = new Map(groups.flatMap(({ positions }, row) => positions.map((index) => [index, row])));
  const box = panel.querySelector('.chart');
  box.style.height = `${groups.length * ROW + 60}px`;
  const note = element('span', { class: 'hint' });
  panel.querySelector('.key').append(note);
  const position = (index) => (rowOf.has(index) ? [study.values[index], rowOf.get(index)] : [NaN, NaN]);

  const chart = new Chart(box, (theme) => {
    const values = groups.flatMap(({ positions, mean, deviation }) => [...positions.map((i) => study.values[i]), mean - deviation, mean + deviation]);
    const scale = valueScale({ values, maximize: study.maximize }, false);
    note.textContent = scale.left ? 'Far worse ones lie beyond the axis.' : '';
    return {
      grid: { left: 8, right: 20, top: 8, bottom: 32, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => (value?.[2] >= 0 ? card(study, value[2]) : '')),
      xAxis: axis(theme, { ...scale.option, name: shorten(study.goal.metric, 40), nameGap: 28 }),
      yAxis: axis(theme, {
        ...axisOption(-0.6, groups.length - 0.4, groups.map((_, i) => i), (i) => label(groups[Math.round(i)])),
        inverse: true,
      }),
      series: [
        ...groups.map((group, row) => spread(theme, group, row)),
        {
          id: 'runs',
          type: 'scatter',
          symbol: 'circle',
          symbolSize: 9,
          itemStyle: { color: theme.complete, opacity: 0.8 },
          data: groups.flatMap(({ positions }) => positions.filter((i) => selection.passes(i)).map((i) => [...position(i), i])),
          z: 4,
        },
        rings(theme, selection, position),
      ],
    };
  }, (instance) => lead(instance, selection));

  const label = (group) => (group ? `trial ${study.numbers[group.positions[0]]} × ${group.positions.length}` : '');

  function spread(theme, { positions, mean, deviation }, row) {
    const colour = positions.includes(study.best) ? theme.best : theme.ink;
    return {
      id: `spread${row}`,
      type: 'line',
      silent: true,
      symbol: 'rect',
      symbolSize: (_, { dataIndex }) => (dataIndex === 1 ? [3, 22] : [2, 10]),
      lineStyle: { color: colour, width: 2 },
      itemStyle: { color: colour },
      data: [[mean - deviation, row], [mean, row], [mean + deviation, row]],
      z: 3,
    };
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [rings(theme, selection, position)]);
  });
}
