// The goal's value over each parameter alone, as small multiples.
import { brush } from './brush.js';
import { Chart, axis, tooltip } from './chart.js';
import { element } from './dom.js';
import { shorten } from './format.js';
import { parameterScale, valueScale } from './scale.js';
import { SYMBOLS, card, colourOf, key, lead, rings, star } from './trial.js';

const AT_FIRST = 12;
const STATES = ['running', 'interrupted', 'paused', 'pruned', 'complete'];

export function slices(panel, study, selection) {
  const parameters = study.parameters.filter((parameter) => parameter.varies);
  const box = panel.querySelector('.multiples');
  const more = panel.querySelector('.more');
  panel.querySelector('.key').append(...key(study, STATES));
  const show = (some) => some.forEach((parameter) => box.append(slice(parameter, study, selection)));
  show(parameters.slice(0, AT_FIRST));
  more.hidden = parameters.length <= AT_FIRST;
  more.textContent = `Show ${parameters.length - AT_FIRST} more`;
  more.addEventListener('click', () => {
    more.hidden = true;
    show(parameters.slice(AT_FIRST));
  });
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
        ...STATES.flatMap((state) => [dots(theme, state, false), dots(theme, state, true)]),
        star(theme, study.best >= 0 ? [position(study.best)] : [], 18),
        rings(theme, selection, position),
      ],
    };
  }, (instance) => lead(instance, selection));

  brush(chart, selection, `slice.${parameter.name}`, position);

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

/** Spreads equal choices apart, the same way each time: -0.5..0.5 from the trial's index (golden ratio). */
function jitter(index) {
  return ((index * 0.6180339887498949) % 1) - 0.5;
}
