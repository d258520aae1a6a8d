// The goal's value of each trial, and the best so far.
import { brush } from './brush.js';
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { duration, number, shorten } from './format.js';
import { durationTicks, valueScale } from './scale.js';
import { SYMBOLS, card, colourOf, key, lead, rings, star } from './trial.js';

const X_NAMES = { number: 'trial', elapsed: 'time since the start', compute: 'computing time' };

export function history(panel, study, selection) {
  const controls = options(panel, ({ target }) => {
    if (target !== controls.outliers) forgetBrush();
    chart.redraw();
  });
  const columns = { number: study.numbers, elapsed: study.elapsed, compute: study.compute };
  const x = () => columns[controls.x.value];
  const note = element('span', { class: 'hint' });
  panel.querySelector('.key').append(...key(study, ['complete', 'pruned', 'failed', 'running', 'interrupted', 'paused']), note);
  controls.outliers.parentElement.hidden = valueScale(study, false).left === 0;
  controls.log.parentElement.hidden = study.values.some((value) => value <= 0);
  const isLog = () => controls.log.checked && !controls.log.parentElement.hidden;
  const place = (value) => (isLog() ? Math.log10(value) : value);

  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    const scale = valueScale(study, controls.outliers.checked, isLog());
    note.textContent = scale.left ? `${number(scale.left)} far worse left out` : '';
    const isTime = controls.x.value !== 'number';
    return {
      grid: { left: 8, right: 16, top: 16, bottom: 30, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => (value?.[2] >= 0 ? card(study, value[2]) : '')),
      xAxis: axis(theme, {
        name: X_NAMES[controls.x.value],
        nameGap: 28,
        min: 0,
        minInterval: isTime ? undefined : 1,
        splitLine: { show: false },
        axisLabel: isTime ? { formatter: duration, customValues: durationTicks(last(x()), 5) } : { formatter: number },
      }),
      yAxis: axis(theme, { ...scale.option, nameLocation: 'end' }),
      series: [...states(theme, scale), incumbent(theme), star(theme, bestPoint(), 20), rings(theme, selection, position)],
    };
  }, (instance) => lead(instance, selection));

  const position = (index) => [x()[index], place(study.values[index])];

  const forgetBrush = brush(chart, selection, 'history', position);

  function states(theme, scale) {
    const groups = new Map();
    for (let i = 0; i < study.size; i++) {
      const state = study.states[i];
      const failed = state === 'failed';
      const value = failed ? (study.maximize ? scale.from : scale.to) : place(study.values[i]);
      if (!Number.isFinite(x()[i]) || !Number.isFinite(value)) continue;
      const id = `${state}${selection.passes(i) ? '' : '-out'}`;
      if (!groups.has(id)) groups.set(id, { state, out: !selection.passes(i), data: [] });
      groups.get(id).data.push([x()[i], value, i]);
    }
    return [...groups].map(([id, { state, out, data }]) => ({
      id,
      type: 'scatter',
      data,
      symbol: SYMBOLS[state],
      symbolSize: study.size > 2000 ? 5 : state === 'pruned' ? 9 : 8,
      itemStyle: { color: colourOf(theme, state), opacity: out ? 0.1 : study.size > 2000 ? 0.45 : 0.8 },
      silent: out,
      clip: state !== 'failed',
      z: state === 'complete' ? 4 : 3,
    }));
  }

  function incumbent(theme) {
    return {
      id: 'incumbent',
      type: 'line',
      step: 'end',
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.best, width: 2 },
      data: study.incumbents(x()).map(([at, value]) => [at, place(value)]),
      z: 5,
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: theme.muted, type: 'dashed', width: 1 },
        label: { color: theme.muted, position: 'insideEndTop', formatter: ({ name }) => name },
        data: study.baselines.filter(({ value }) => !isLog() || value > 0).map(({ name, value }) => ({ name: `${shorten(name, 30)} ${number(value)}`, yAxis: place(value) })),
      },
    };
  }

  function bestPoint() {
    return study.best >= 0 ? [position(study.best)] : [];
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [rings(theme, selection, position)]);
  });
}

function last(column) {
  return column.reduce((most, value) => (value > most ? value : most), 0);
}
