// The goal's value over each parameter alone, as small multiples.
import { brush } from './brush.js';
import { Chart, axis, tooltip } from './chart.js';
import { element } from './dom.js';
import { shorten } from './format.js';
import { parameterScale, valueScale } from './scale.js';
import { keepMore } from './state.js';
import { SYMBOLS, card, colourOf, jitter, key, lead, rings, star } from './trial.js';

const AT_FIRST = 12;
const STATES = ['running', 'interrupted', 'paused', 'pruned', 'complete'];

export function slices(panel, study, selection) {
  const parameters = study.effects.order;
  const box = panel.querySelector('.multiples');
  const more = panel.querySelector('.more');
  panel.querySelector('.key').append(...key(study, STATES), ...forestKey(study));
  const show = (some) => some.forEach((parameter) => box.append(slice(parameter, study, selection)));
  show(parameters.slice(0, AT_FIRST));
  more.hidden = parameters.length <= AT_FIRST;
  more.textContent = `Show ${parameters.length - AT_FIRST} more`;
  keepMore(panel, 'slices', more, () => show(parameters.slice(AT_FIRST)));
}

function slice(parameter, study, selection) {
  const chartBox = element('div', { class: 'chart', role: 'img', 'aria-label': `value over ${shorten(parameter.name, 60)}` });
  const figure = element('figure', {}, element('figcaption', {}, element('bdi', {}, parameter.name)), chartBox);
  const scale = parameterScale(parameter, 4, 8);
  const place = (index) => {
    const code = parameter.codes[index];
    return scale.place(code) + (parameter.isChoice ? 0.5 * jitter(index) : 0);
  };
  const position = (index) => [place(index), study.values[index]];

  const chart = new Chart(chartBox, (theme) => {
    const values = valueScale(study, false);
    return {
      grid: { left: 4, right: 12, top: 14, bottom: 4, containLabel: true },
      tooltip: tooltip(theme, ({ value }) => card(study, value[2])),
      xAxis: axis(theme, { ...scale.option, splitLine: { show: false } }),
      yAxis: axis(theme, values.option),
      series: [
        ...marginal(theme),
        ...STATES.flatMap((state) => [dots(theme, state, false), dots(theme, state, true)]),
        star(theme, study.best >= 0 ? [position(study.best)] : [], 18),
        rings(theme, selection, position),
      ],
    };
  }, (instance) => lead(instance, selection));

  brush(chart, selection, `slice.${parameter.name}`, position);

  /** The forest's mean and the band of its trees: a line over numbers, a stroke in a box over choices. */
  function marginal(theme) {
    const found = study.effects.marginals.get(parameter);
    if (!found) return [];
    const { codes, mean, sd } = found;
    const at = Array.from(codes, scale.place);
    return parameter.isChoice ? [strokes(theme, at, mean, sd)] : [band(theme, at, mean, sd), line(theme, at, mean)];
  }

  function dots(theme, state, passing) {
    const data = [];
    for (let i = 0; i < study.size; i++) {
      if (study.states[i] !== state || selection.passes(i) !== passing) continue;
      const point = position(i);
      if (Number.isFinite(point[0]) && Number.isFinite(point[1])) data.push([...point, i]);
    }
    return {
      id: `${state}${passing}`,
      type: 'scatter',
      symbol: SYMBOLS[state],
      symbolSize: study.size > 2000 ? 3 : 7,
      itemStyle: { color: colourOf(theme, state), opacity: passing ? (study.size > 2000 ? 0.35 : 0.7) : 0.08 },
      silent: !passing,
      data,
    };
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [rings(theme, selection, position)]);
  });
  return figure;
}

function forestKey(study) {
  if (!study.effects.marginals.size) return [];
  return [element('span', { class: 'count' }, element('i', { class: 'swatch forest' }), 'prediction ± sd of the trees')];
}

function line(theme, at, mean) {
  return { id: 'mean', type: 'line', silent: true, symbol: 'none', data: at.map((x, i) => [x, mean[i]]), lineStyle: { color: theme.ink, width: 2 }, z: 4 };
}

function band(theme, at, mean, sd) {
  return {
    id: 'band',
    type: 'custom',
    silent: true,
    clip: true,
    data: [[at[0], mean[0]]],
    z: 1,
    renderItem: (_, api) => ({
      type: 'polygon',
      shape: {
        points: [
          ...at.map((x, i) => api.coord([x, mean[i] + sd[i]])),
          ...at.map((x, i) => api.coord([x, mean[i] - sd[i]])).reverse(),
        ],
      },
      style: { fill: theme.muted, opacity: 0.28 },
    }),
  };
}

function strokes(theme, at, mean, sd) {
  return {
    id: 'strokes',
    type: 'custom',
    silent: true,
    clip: true,
    data: at.map((x, i) => [x, mean[i], sd[i]]),
    z: 1,
    renderItem: (_, api) => {
      const [x, value, spread] = [0, 1, 2].map((dimension) => api.value(dimension));
      const [left, top] = api.coord([x - 0.36, value + spread]);
      const [right, bottom] = api.coord([x + 0.36, value - spread]);
      const [, middle] = api.coord([x, value]);
      return {
        type: 'group',
        children: [
          { type: 'rect', shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: theme.muted, opacity: 0.28 } },
          { type: 'line', shape: { x1: left, x2: right, y1: middle, y2: middle }, style: { stroke: theme.ink, lineWidth: 2 } },
        ],
      };
    },
  };
}
