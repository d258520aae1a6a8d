// The chosen trials side by side: what they reached, what they were, how they learned, and where they differ.
import { Chart, axis, tooltip } from './chart.js';
import { columnsOf } from './columns.js';
import { element, keepFocus, options } from './dom.js';
import { number, shorten } from './format.js';
import { parameterScale } from './scale.js';
import { LETTERS } from './selection.js';

const FEWEST = 2;
const DASHES = ['solid', 'dashed', 'dotted', [10, 3, 2, 3], [2, 6]];
const PARTS = [['goal', 'Result'], ['metric', 'Result'], ['parameter', 'Parameters'], ['attribute', 'Attributes'], ['time', 'Cost']];

export function chosen(panel, study, selection) {
  const box = panel.querySelector('.scroll');
  const controls = options(panel, () => box.classList.toggle('differing', controls.differing.checked));
  const columns = columnsOf(study);
  const set = study.curves.find(({ metric }) => metric === study.goal.metric) ?? study.curves[0];
  const chartBox = panel.querySelector('.chart');
  const chart = set && chartBox ? new Chart(chartBox, (theme) => curvesOf(theme)) : null;

  function show() {
    panel.hidden = selection.chosen.length < FEWEST;
    if (panel.hidden) return;
    keepFocus(box, () => box.replaceChildren(side(study, selection, columns)));
    chart?.redraw();
  }

  function curvesOf(theme) {
    return {
      grid: { left: 8, right: 16, top: 34, bottom: 30, containLabel: true },
      tooltip: { ...tooltip(theme, (points) => card(points)), trigger: 'axis', axisPointer: { lineStyle: { color: theme.muted } } },
      xAxis: axis(theme, { name: 'step', nameGap: 28, scale: true, minInterval: 1, splitLine: { show: false } }),
      yAxis: axis(theme, { name: shorten(set.metric, 40), nameLocation: 'end', nameTextStyle: { color: theme.muted, align: 'left' }, scale: true, axisLabel: { formatter: number } }),
      series: selection.chosen.map((index, i) => ({
        name: `${LETTERS[i]} · trial ${study.numbers[index]}`,
        type: 'line',
        symbol: 'none',
        lineStyle: { color: theme.series[i], width: 2.2, type: DASHES[i] },
        itemStyle: { color: theme.series[i] },
        data: set.points(study.numbers[index]),
      })),
    };
  }

  selection.listen((changes) => {
    if (changes.has('chosen')) show();
  });
}

function side(study, selection, columns) {
  const bodies = new Map();
  for (const [kind, title] of PARTS) {
    for (const column of columns.filter((each) => each.kind === kind)) {
      const made = row(study, selection.chosen, column);
      if (made) bodies.set(title, [...(bodies.get(title) ?? []), made]);
    }
  }
  return element(
    'table',
    { class: 'plain side' },
    element('thead', {}, element('tr', {}, element('td'), ...selection.chosen.map((index, i) => head(study, selection, index, i)))),
    ...[...bodies].map(([title, rows]) => element(
      'tbody',
      {},
      element('tr', { class: 'part' }, element('th', { scope: 'rowgroup', colspan: selection.chosen.length + 1 }, title)),
      ...rows,
    )),
  );
}

function head(study, selection, index, i) {
  const button = element('button', { type: 'button', 'aria-label': `Give up trial ${study.numbers[index]}`, title: 'Give up' }, '×');
  button.addEventListener('click', () => selection.toggle(index));
  const state = study.states[index];
  return element(
    'th',
    { scope: 'col' },
    element('i', { class: `letter series-${i}` }, LETTERS[i]),
    ` trial ${study.numbers[index]} `,
    element('span', { class: 'count' }, element('i', { class: `mark state-${state}` }), state),
    button,
  );
}

/** A row of what at least one of the trials has; one in which they differ is marked by a sign and by weight. */
function row(study, chosenOnes, column) {
  const raws = chosenOnes.map((index) => column.raw(index));
  if (raws.every((raw) => raw === null)) return null;
  const differs = raws.some((raw) => raw !== raws[0]);
  const parameter = column.kind === 'parameter' ? study.parameters.find(({ name }) => name === column.plain) : null;
  return element(
    'tr',
    { class: differs ? 'differs' : 'same' },
    element('th', { scope: 'row' }, element('bdi', { title: column.name.slice(0, 400) }, column.name), element('span', { class: 'sign' }, differs ? ' ≠' : '')),
    ...chosenOnes.map((index) => element('td', {}, element('bdi', { title: column.text(index).slice(0, 400) }, column.text(index)), ...place(parameter, index))),
  );
}

/** Where a number lies in its range. */
function place(parameter, index) {
  if (!parameter || parameter.isChoice || !Number.isFinite(parameter.codes[index])) return [];
  const scale = parameterScale(parameter);
  const { min, max } = scale.option;
  const share = (scale.place(parameter.codes[index]) - min) / (max - min);
  return [element('span', { class: 'place', 'aria-hidden': 'true', style: `--share:${share.toFixed(3)}` })];
}

function card(points) {
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, `Step ${points[0].value[0]}`),
    element('table', {}, ...points.map(({ seriesName, value }) => element('tr', {}, element('th', {}, seriesName), element('td', {}, number(value[1]))))),
  );
}
