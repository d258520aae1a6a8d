// Who chose each trial's configuration, and what value came of it: one row for each, a dot for each trial.
import { Chart, axis, tooltip } from './chart.js';
import { element } from './dom.js';
import { shorten } from './format.js';
import { axisOption, valueScale } from './scale.js';
import { SYMBOLS, card, colourOf, jitter, key, lead, rings } from './trial.js';

const ROW = 54;
const MOST_ROWS = 12;
const STATES = ['pruned', 'paused', 'running', 'complete'];

export function sources(panel, study, selection) {
  const rows = study.sources.slice(0, MOST_ROWS);
  const box = panel.querySelector('.chart');
  box.style.minHeight = `${rows.length * ROW + 60}px`;
  if (!panel.classList.contains('half')) box.style.height = box.style.minHeight;
  panel.querySelector('.key').append(
    ...key(study, STATES),
    element('span', { class: 'count' }, element('i', { class: 'tick' }), 'quartiles of the complete ones'),
  );
  const position = (index) => [study.values[index], study.source[index] + 0.5 * jitter(index)];

  const chart = new Chart(box, (theme) => {
    const scale = valueScale(study, false);
    const most = box.clientWidth < 480 ? 10 : 24;
    return {
      grid: { left: 8, right: 20, top: 10, bottom: 32, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => (value?.[2] >= 0 ? card(study, value[2]) : '')),
      xAxis: axis(theme, { ...scale.option, name: shorten(study.goal.metric, 40), nameGap: 28 }),
      yAxis: axis(theme, {
        ...axisOption(-0.5, rows.length - 0.5, rows.map((_, i) => i), (i) => shorten(rows[Math.round(i)] ?? '', most)),
        inverse: true,
        splitLine: { show: false },
      }),
      series: [...STATES.map((state) => dots(theme, state)), ...rows.map((_, row) => quartiles(theme, row)), rings(theme, selection, position)],
    };
  }, (instance) => lead(instance, selection));

  function dots(theme, state) {
    const data = [];
    for (let i = 0; i < study.size; i++) {
      if (study.states[i] === state && study.source[i] < MOST_ROWS && Number.isFinite(study.values[i]) && selection.passes(i)) data.push([...position(i), i]);
    }
    return {
      id: state,
      type: 'scatter',
      data,
      symbol: SYMBOLS[state],
      symbolSize: study.size > 2000 ? 4 : 7,
      itemStyle: { color: colourOf(theme, state), opacity: study.size > 2000 ? 0.35 : 0.65 },
    };
  }

  /** From the first quartile to the third, with the median as a bar across. */
  function quartiles(theme, row) {
    const values = study.ranking.filter((i) => study.source[i] === row).map((i) => study.values[i]);
    const at = (share) => {
      const place = share * (values.length - 1);
      const below = Math.floor(place);
      return values[below] + (place - below) * ((values[below + 1] ?? values[below]) - values[below]);
    };
    const some = values.length >= 3;
    return {
      id: `quartiles${row}`,
      type: 'line',
      silent: true,
      symbol: 'rect',
      symbolSize: (_, { dataIndex }) => (dataIndex === 1 ? [3, 26] : [2, 14]),
      lineStyle: { color: theme.ink, width: 2 },
      itemStyle: { color: theme.ink },
      data: some ? [[at(0.25), row], [at(0.5), row], [at(0.75), row]] : [],
      z: 6,
    };
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [rings(theme, selection, position)]);
  });
}
