// The metrics of trials, step by step.
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { number, shorten } from './format.js';
import { landmarkLine } from './landmarks.js';
import { axisOption, ticks } from './scale.js';
import { MOST_CHOSEN } from './selection.js';
import { scale as colour } from './theme.js';
import { SYMBOLS, card, colourOf, marked } from './trial.js';

const MOST_OTHERS = 40;
const UNFINISHED = ['running', 'interrupted', 'paused'];
const TRAINING = /^train(?:ing)?\.(.+)$/;

export function curves(panel, study, selection) {
  const controls = options(panel, () => chart.redraw());
  controls.metric.append(...study.curves.map((set, i) => element('option', { value: i }, shorten(set.metric, 40))));
  controls.pruned.parentElement.hidden = !study.states.includes('pruned');
  const set = () => study.curves[Number(controls.metric.value) || 0];

  const box = panel.querySelector('.chart');
  const chart = new Chart(box, (theme) => {
    const top = study.ranking.slice(0, Number(controls.top.value)).filter((index) => selection.passes(index));
    const others = otherOnes(controls.pruned.checked ? ['pruned', ...UNFINISHED] : UNFINISHED);
    const drawn = [...others, ...top.reverse()];
    return {
      grid: { left: 8, right: 16, top: study.landmarks.length ? 24 : 16, bottom: 30, containLabel: true },
      tooltip: tooltip(theme, ({ seriesId }) => card(study, Number(seriesId.split('-')[1]))),
      xAxis: steps(theme, drawn.map((index) => set().points(study.numbers[index]))),
      yAxis: axis(theme, range(drawn)),
      series: [
        ...others.map((index) => line(index, { color: colourOf(theme, study.states[index]), width: 1.2, opacity: 0.6 }, 2)),
        ...top.map((index) => line(index, { color: rankColour(index), width: index === study.best ? 3 : 1.6, opacity: 0.95 }, 3)),
        ...picked(theme),
        landmarks(theme, drawn),
      ],
    };
  }, (instance) => {
    instance.on('mouseover', ({ seriesId }) => selection.hover(Number(seriesId.split('-')[1])));
    instance.on('mouseout', () => selection.hover(-1));
    instance.on('click', ({ seriesId }) => selection.toggle(Number(seriesId.split('-')[1])));
  });

  function rankColour(index) {
    const most = Number(controls.top.value);
    return colour(1 - study.ranking.indexOf(index) / most);
  }

  /** The newest trials in some states. */
  function otherOnes(states) {
    const found = [];
    for (let i = study.size - 1; i >= 0 && found.length < MOST_OTHERS; i--) {
      if (states.includes(study.states[i]) && selection.passes(i)) found.push(i);
    }
    return found;
  }

  function range(drawn) {
    const values = drawn.flatMap((index) => set().points(study.numbers[index]).map(([, value]) => value)).filter(Number.isFinite);
    values.sort((a, b) => a - b);
    if (!values.length) return {};
    const quantile = (share) => values[Math.floor((values.length - 1) * share)];
    const [low, high] = [quantile(0.02), quantile(0.98)];
    const reach = Math.max(high - low, 1e-9);
    const [from, to] = [Math.max(values[0], low - reach), Math.min(values.at(-1), high + reach)];
    const pad = Math.max((to - from) * 0.04, 1e-9);
    return axisOption(from - pad, to + pad, ticks(from, to, 5), number);
  }

  /** A curve; where it ended early, or is a single point, its end is marked by the state's symbol. */
  function line(index, lineStyle, z) {
    const points = set().points(study.numbers[index]);
    const isMarked = points.length === 1 || study.states[index] !== 'complete';
    const end = { value: points.at(-1), symbol: SYMBOLS[study.states[index]], symbolSize: 7 };
    return {
      id: `curve-${index}-${z}`,
      type: 'line',
      data: isMarked && points.length ? [...points.slice(0, -1), end] : points,
      symbol: 'none',
      showSymbol: true,
      itemStyle: { color: lineStyle.color },
      triggerLineEvent: true,
      lineStyle,
      z,
    };
  }

  function landmarks(theme, drawn) {
    const last = drawn.reduce((most, index) => Math.max(most, set().points(study.numbers[index]).at(-1)?.[0] ?? 0), 1);
    return { id: 'landmarks', type: 'line', silent: true, data: [], markLine: landmarkLine(theme, study.landmarks, (box.clientWidth - 60) / last) };
  }

  /** The trials pointed at and chosen; always as many series, so that an update takes the old ones away. */
  function picked(theme) {
    const marks = marked(theme, selection);
    return Array.from({ length: MOST_CHOSEN + 1 }, (_, i) => ({
      id: `picked${i}`,
      type: 'line',
      silent: true,
      symbol: 'none',
      lineStyle: { color: marks[i]?.colour, width: 3.5 },
      data: i < marks.length ? set().points(study.numbers[marks[i].index]) : [],
      z: 9,
    }));
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else chart.update(picked);
  });
}

/** The axis of steps, from the first to the last of some curves. */
function steps(theme, curvesOfPoints) {
  const all = curvesOfPoints.flatMap((points) => [points[0]?.[0], points.at(-1)?.[0]]).filter(Number.isFinite);
  const [low, high] = all.length ? [Math.min(...all), Math.max(...all)] : [1, 1];
  const shown = [low, ...ticks(low, high, 6).filter((step) => Number.isInteger(step) && step > low)];
  return axis(theme, {
    ...axisOption(low, Math.max(high, low + 1), shown, number),
    name: 'step',
    nameGap: 28,
    splitLine: { show: false },
  });
}

/** The best or chosen trial: each metric that exists for training and validation, side by side. */
export function training(panel, study, selection) {
  const byName = new Map(study.curves.map((set) => [set.metric, set]));
  const pairs = study.curves
    .map((set) => ({ set, name: set.metric.match(TRAINING)?.[1] }))
    .filter(({ name }) => name && byName.has(`validation.${name}`))
    .map(({ set, name }) => ({ name, parts: [set, byName.get(`validation.${name}`)] }));
  const has = (index) => pairs.some(({ parts }) => parts[0].points(study.numbers[index]).length > 0);
  if (!pairs.length || study.best < 0 || !has(study.best)) return;
  panel.hidden = false;
  const title = panel.querySelector('h2');
  const ofTheBest = title.textContent;
  const current = () => [...selection.chosen].reverse().find(has) ?? study.best;
  const charts = pairs.map(({ name, parts }) => {
    const box = element('div', { class: 'chart', role: 'img', 'aria-label': `${name}, training and validation` });
    panel.querySelector('.multiples').append(
      element('figure', {}, element('figcaption', {}, shorten(name, 60), legend()), box),
    );
    return new Chart(box, (theme) => ({
      grid: { left: 8, right: 16, top: 12, bottom: 30, containLabel: true },
      tooltip: { ...tooltip(theme, (points) => pairCard(points)), trigger: 'axis', axisPointer: { lineStyle: { color: theme.muted } } },
      xAxis: steps(theme, parts.map((set) => set.points(study.numbers[current()]))),
      yAxis: axis(theme, { scale: true, axisLabel: { formatter: number } }),
      series: parts.map((set, i) => ({
        name: i ? 'validation' : 'training',
        type: 'line',
        symbol: 'none',
        lineStyle: { color: i ? theme.accent : theme.muted, width: 2, type: i ? 'solid' : 'dashed' },
        itemStyle: { color: i ? theme.accent : theme.muted },
        data: set.points(study.numbers[current()]),
      })),
    }));
  });
  selection.listen((changes) => {
    if (!changes.has('chosen')) return;
    const index = current();
    title.textContent = index === study.best ? ofTheBest : `How trial ${study.numbers[index]} learned`;
    charts.forEach((chart) => chart.redraw());
  });
}

function legend() {
  return element(
    'span',
    { class: 'key' },
    element('span', { class: 'count' }, element('i', { class: 'stroke dashed' }), 'training'),
    element('span', { class: 'count' }, element('i', { class: 'stroke' }), 'validation'),
  );
}

function pairCard(points) {
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, `Step ${points[0].value[0]}`),
    element('table', {}, ...points.map(({ seriesName, value }) => element('tr', {}, element('th', {}, seriesName), element('td', {}, number(value[1]))))),
  );
}
