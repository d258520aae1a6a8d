// How many trials came as far as each step, and how many were stopped there.
import { Chart, axis, tooltip } from './chart.js';
import { element } from './dom.js';
import { number } from './format.js';
import { landmarkLine } from './landmarks.js';

export function pruning(panel, study) {
  const last = study.steps.reduce((most, step) => Math.max(most, step), 0);
  const stopped = new Map();
  const ended = new Map();
  for (let i = 0; i < study.size; i++) {
    if (!study.steps[i]) continue;
    ended.set(study.steps[i], (ended.get(study.steps[i]) ?? 0) + study.weights[i]);
    if (study.states[i] === 'pruned') stopped.set(study.steps[i], (stopped.get(study.steps[i]) ?? 0) + study.weights[i]);
  }
  const ends = [...ended.keys()].sort((a, b) => a - b);
  let left = [...ended.values()].reduce((sum, count) => sum + count, 0);
  const reached = [[1, left]];
  for (const step of ends) {
    reached.push([step, left]);
    left -= ended.get(step);
    if (step < last) reached.push([step, left]);
  }

  const box = panel.querySelector('.chart');
  new Chart(box, (theme) => ({
    grid: { left: 8, right: 20, top: study.landmarks.length ? 24 : 12, bottom: 32, containLabel: true },
    tooltip: { ...tooltip(theme, ({ value }) => (value ? card(value) : '')), trigger: 'item' },
    xAxis: axis(theme, { name: 'step', nameGap: 28, min: 0.5, max: Math.max(2, last) + 0.5, minInterval: 1, splitLine: { show: false }, axisLabel: { formatter: (step) => (Number.isInteger(step) ? number(step) : '') } }),
    yAxis: axis(theme, { min: 0, minInterval: 1, axisLabel: { formatter: number } }),
    series: [
      { id: 'reached', type: 'line', silent: true, symbol: 'none', data: reached, lineStyle: { color: theme.accent, width: 2 }, z: 3 },
      {
        id: 'stopped',
        type: 'custom',
        data: [...stopped].map(([step, count]) => [step, count]),
        renderItem: (_, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const floor = api.coord([api.value(0), 0])[1];
          const width = Math.max(3, Math.min(26, 0.6 * api.size([1, 0])[0]));
          return { type: 'rect', shape: { x: x - width / 2, y, width, height: floor - y }, style: { fill: theme.pruned } };
        },
        z: 2,
        markLine: landmarkLine(theme, study.landmarks, (box.clientWidth - 60) / last),
      },
    ],
  }));

  function card([step, count]) {
    const came = study.steps.reduce((sum, steps, i) => sum + (steps >= step ? study.weights[i] : 0), 0);
    return element('div', { class: 'tip' }, element('strong', {}, `Step ${step}`), element('table', {}, line('came as far', came), line('stopped there', count)));
  }

  function line(name, value) {
    return element('tr', {}, element('th', {}, name), element('td', {}, number(Math.round(value))));
  }
}
