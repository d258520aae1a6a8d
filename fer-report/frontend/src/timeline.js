// Which worker was at which trial and when: a row for each worker, a bar for each trial.
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { duration, number, shorten } from './format.js';
import { axisOption, ticks } from './scale.js';
import { SYMBOLS, card, colourOf } from './trial.js';

/** From so many trials on, bars that are too thin to be seen are drawn as one with their neighbours. */
const MANY = 5000;
const TALL = { complete: 0.72, pruned: 0.4, failed: 0.4 };
const STATES = ['complete', 'pruned', 'failed', 'running', 'interrupted', 'paused'];
/** A time in which nobody worked is a break if it is as long as this share of the whole. */
const BREAK = 0.05;

export function timeline(panel, study, selection) {
  const { workers, worker, from, to, attempts } = study.timeline;
  const drawn = Array.from({ length: study.size }, (_, i) => i).filter((i) => worker[i] >= 0);
  const breaks = breaksOf(drawn, from, to);
  const controls = options(panel, () => chart.redraw());
  controls.breaks.checked = breaks.length > 0;
  controls.breaks.parentElement.hidden = breaks.length === 0;
  panel.querySelector('.key').append(...STATES.filter((state) => study.states.includes(state)).map((state) => (
    element('span', { class: 'count' }, element('i', { class: `${state === 'failed' ? 'mark' : 'block'} state-${state}` }), state)
  )));
  const box = panel.querySelector('.chart');
  const row = Math.max(7, Math.min(30, 720 / workers.length));
  box.style.height = `${Math.min(1400, workers.length * row) + 64}px`;

  const chart = new Chart(box, (theme) => {
    const place = controls.breaks.checked ? withoutBreaks(breaks) : (time) => time;
    const end = drawn.reduce((most, i) => Math.max(most, place(to[i])), 1e-3);
    const every = Math.ceil(workers.length / Math.floor((box.clientHeight - 64) / 15));
    return {
      grid: { left: 8, right: 20, top: 8, bottom: 36, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => tip(value)),
      xAxis: axis(theme, {
        ...axisOption(0, end, timeTicks(end, box.clientWidth < 600 ? 3 : 8), duration),
        name: controls.breaks.checked ? 'time since the first start, breaks left out' : 'time since the first start',
        nameGap: 28,
      }),
      yAxis: axis(theme, {
        ...axisOption(-0.6, workers.length - 0.4, workers.map((_, i) => i).filter((i) => i % every === 0), (i) => shorten(workers[Math.round(i)] ?? '', box.clientWidth < 600 ? 12 : 30)),
        inverse: true,
        splitLine: { show: false },
      }),
      series: [bars(theme, place, end), crosses(theme, place), pauses(theme, place), marked(theme, place)],
    };
  }, (instance) => {
    instance.on('mouseover', ({ value }) => value?.[4] === 1 && selection.hover(value[3]));
    instance.on('mouseout', () => selection.hover(-1));
    instance.on('click', ({ value }) => value?.[4] === 1 && selection.toggle(value[3]));
  });

  /** Each datum: row, from, to, index of its first trial, number of trials. */
  function bars(theme, place, end) {
    const thin = study.size > MANY ? (2 * end) / Math.max(200, box.clientWidth) : 0;
    return {
      id: 'bars',
      type: 'custom',
      encode: { x: [1, 2], y: 0 },
      data: merged(drawn.filter((i) => selection.passes(i)), place, thin),
      progressive: 0,
      renderItem: (_, api) => {
        const state = study.states[api.value(3)];
        const [x, y] = api.coord([api.value(1), api.value(0)]);
        const right = api.coord([api.value(2), api.value(0)])[0];
        const height = Math.max(2, api.size([0, 1])[1] * (TALL[state] ?? 0.72));
        const colour = colourOf(theme, state);
        const isOpen = !(state in TALL);
        return {
          type: 'rect',
          shape: { x, y: y - height / 2, width: Math.max(1, right - x - (right - x > 4 ? 1 : 0)), height },
          style: isOpen ? { fill: 'transparent', stroke: colour, lineWidth: 1.5 } : { fill: colour, opacity: state === 'failed' ? 0.35 : 1 },
        };
      },
      z: 3,
    };
  }

  function merged(indices, place, thin) {
    const data = [];
    const open = new Map();
    const sorted = thin ? [...indices].sort((a, b) => from[a] - from[b]) : indices;
    for (const i of sorted) {
      const [begin, last] = [place(from[i]), place(to[i])];
      const before = open.get(worker[i]);
      const joins = before && last - before[1] < thin && study.states[before[3]] === study.states[i];
      if (joins) {
        before[2] = Math.max(before[2], last);
        before[4]++;
      } else {
        const datum = [worker[i], begin, last, i, 1];
        open.set(worker[i], datum);
        data.push(datum);
      }
    }
    return data;
  }

  /** Failures stay visible however short they were. */
  function crosses(theme, place) {
    return {
      id: 'failed',
      type: 'scatter',
      symbol: SYMBOLS.failed,
      symbolSize: Math.max(6, Math.min(11, row * 0.5)),
      itemStyle: { color: theme.failed },
      clip: false,
      data: drawn.filter((i) => study.states[i] === 'failed' && selection.passes(i)).map((i) => [place(to[i]), worker[i], place(to[i]), i, 1]),
      z: 5,
    };
  }

  /** Where breaks were left out. */
  function pauses(theme, place) {
    const lines = controls.breaks.checked ? breaks : [];
    return {
      id: 'breaks',
      type: 'line',
      silent: true,
      data: [],
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: theme.muted, type: 'dotted', width: 1.5 },
        label: { show: false },
        data: lines.map(([begin, end]) => ({ xAxis: (place(begin) + place(end)) / 2 })),
      },
    };
  }

  /** A frame around the trials pointed at or chosen. */
  function marked(theme, place) {
    const indices = [...new Set([...selection.chosen, selection.hovered])].filter((i) => i >= 0 && worker[i] >= 0);
    return {
      id: 'marked',
      type: 'custom',
      silent: true,
      encode: { x: [1, 2], y: 0 },
      data: indices.map((i) => [worker[i], place(from[i]), place(to[i])]),
      renderItem: (_, api) => {
        const [x, y] = api.coord([api.value(1), api.value(0)]);
        const right = api.coord([api.value(2), api.value(0)])[0];
        const height = Math.max(4, api.size([0, 1])[1] * 0.9);
        return { type: 'rect', shape: { x: x - 1, y: y - height / 2, width: Math.max(3, right - x + 1), height }, style: { fill: 'transparent', stroke: theme.ink, lineWidth: 2 } };
      },
      z: 8,
    };
  }

  function tip(value) {
    const [, , , index, count] = value;
    if (count > 1) return element('div', { class: 'tip' }, element('strong', {}, `${number(count)} ${study.states[index]} trials, from trial ${study.numbers[index]} on`));
    const made = card(study, index);
    const took = to[index] - from[index];
    const before = study.seconds[index] - took;
    const lines = [`${duration(from[index])} to ${duration(to[index])} after the first start: ${duration(took)}`];
    if (attempts[index] > 1) lines.push(`attempt ${attempts[index]}${before > 0.5 ? `; earlier ones took ${duration(before)}` : ''}`);
    made.append(...lines.map((text) => element('p', { class: 'note-line' }, text)));
    return made;
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [marked(theme, controls.breaks.checked ? withoutBreaks(breaks) : (time) => time)]);
  });
}

/** The times [from, to] in which nobody worked, if they are long. */
function breaksOf(indices, from, to) {
  const sorted = [...indices].sort((a, b) => from[a] - from[b]);
  const last = indices.reduce((most, i) => Math.max(most, to[i]), 0);
  const found = [];
  let end = 0;
  for (const i of sorted) {
    if (from[i] - end > BREAK * last) found.push([end, from[i]]);
    end = Math.max(end, to[i]);
  }
  return found;
}

/** Where a time lies when breaks take none. */
function withoutBreaks(breaks) {
  return (time) => {
    let shift = 0;
    for (const [begin, end] of breaks) {
      if (time <= begin) break;
      shift += Math.min(time, end) - begin;
    }
    return time - shift;
  };
}

/** Round times: seconds, minutes, hours or days. */
function timeTicks(end, count) {
  const unit = end > 2 * 86400 ? 86400 : end > 2 * 3600 ? 3600 : end > 120 ? 60 : 1;
  return ticks(0, end / unit, count).map((time) => time * unit);
}
