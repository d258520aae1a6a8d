// The best value so far of several studies in one chart.
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { duration, number, shorten } from './format.js';

const X_NAMES = { number: 'finished trials', compute: 'computing time', elapsed: 'time since the start' };
const DASHES = ['solid', 'dashed', 'dotted', [10, 3, 2, 3]];

export function comparison(panel, studies) {
  const controls = options(panel, () => chart.redraw());
  const name = (study) => shorten(study.name, 40);
  panel.querySelector('.key').append(
    ...studies.map((study, i) => element('span', { class: 'count' }, element('i', { class: `stroke series-${i % 6}` }), element('bdi', {}, name(study)))),
  );
  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    const over = controls.x.value;
    const isTime = over !== 'number';
    return {
      grid: { left: 8, right: 20, top: 16, bottom: 30, containLabel: true },
      tooltip: {
        ...tooltip(theme, (points) => card(points, isTime)),
        trigger: 'axis',
        axisPointer: { lineStyle: { color: theme.muted } },
      },
      xAxis: axis(theme, { name: X_NAMES[over], nameGap: 28, min: 0, splitLine: { show: false }, axisLabel: { formatter: isTime ? duration : number } }),
      yAxis: axis(theme, { scale: true, axisLabel: { formatter: number } }),
      series: studies.map((study, i) => ({
        name: name(study),
        type: 'line',
        step: 'end',
        symbol: 'none',
        lineStyle: { width: 2.2, type: DASHES[i % DASHES.length], color: theme.series[i % 6] },
        itemStyle: { color: theme.series[i % 6] },
        data: study.incumbents(over === 'number' ? finishedBefore(study) : study[over]).map(([x, value]) => [x, value]),
      })),
    };
  });
}

/** How many trials were finished up to each trial, itself included. */
function finishedBefore(study) {
  let finished = 0;
  return Float64Array.from(study.states, (state) => {
    finished += ['complete', 'pruned', 'failed'].includes(state) ? 1 : 0;
    return finished;
  });
}

function card(points, isTime) {
  const at = points[0].axisValue;
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, isTime ? duration(at) : `${number(at)} trials`),
    element('table', {}, ...points.map(({ seriesName, value }) => element('tr', {}, element('th', {}, seriesName), element('td', {}, number(value[1]))))),
  );
}
