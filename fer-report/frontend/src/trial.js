// How one trial is drawn and told, the same in every chart.
import { element } from './dom.js';
import { number, shorten } from './format.js';

/** State by shape and colour; the names are those of the style sheet's colours. */
export const SYMBOLS = {
  complete: 'circle',
  pruned: 'diamond',
  failed: 'path://M-4,-5 L0,-1 L4,-5 L5,-4 L1,0 L5,4 L4,5 L0,1 L-4,5 L-5,4 L-1,0 L-5,-4 Z',
  running: 'emptyCircle',
  interrupted: 'emptyCircle',
  paused: 'emptyRect',
  queued: 'emptyCircle',
};

const [CIRCLE, SQUARE] = ['M-4.5,0 A4.5,4.5 0 1 1 4.5,0 A4.5,4.5 0 1 1 -4.5,0 Z', 'M-4,-4 H4 V4 H-4 Z'];

/** The same shapes as paths around 0,0 of about ten pixels, for keys in saved pictures. */
export const SHAPES = {
  complete: { path: CIRCLE },
  pruned: { path: 'M0,-5 L5,0 L0,5 L-5,0 Z' },
  failed: { path: SYMBOLS.failed.slice('path://'.length) },
  running: { path: CIRCLE, hollow: true },
  interrupted: { path: CIRCLE, hollow: true },
  paused: { path: SQUARE, hollow: true },
  queued: { path: CIRCLE, hollow: true },
};

/** The best trial: a star of its own colour, above all others. */
export function star(theme, points, size) {
  return {
    id: 'best',
    type: 'scatter',
    silent: true,
    symbol: 'path://M0,-10 L2.9,-3.6 L9.5,-3.1 L4.6,1.5 L5.9,8.1 L0,4.8 L-5.9,8.1 L-4.6,1.5 L-9.5,-3.1 L-2.9,-3.6 Z',
    symbolSize: size,
    itemStyle: { color: theme.best, borderColor: theme.card, borderWidth: 1.5 },
    data: points.filter((point) => point.every(Number.isFinite)),
    z: 6,
  };
}

export function colourOf(theme, state) {
  return theme[state] ?? theme.running;
}

/** A parameter's value as text. */
export function cell(parameter, index) {
  const code = parameter.codes[index];
  if (Number.isNaN(code)) return '–';
  return parameter.isChoice ? parameter.choices[code] : number(code);
}

/** The tooltip of a trial; what stands in it may be told otherwise, as the goals' values. */
export function card(study, index, state = study.states[index], valueOf = (goal) => study.goalValues(goal)[index]) {
  const rows = study.parameters
    .filter((parameter) => parameter.varies && !Number.isNaN(parameter.codes[index]))
    .slice(0, 12)
    .map((parameter) => row(parameter.name, cell(parameter, index)));
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, `Trial ${study.numbers[index]} · ${state}`),
    element('table', {}, ...study.goals.map((goal, i) => row(goal.metric, number(valueOf(i)), 'main')), ...rows),
    ...notes(study, index).map((text) => element('p', { class: 'note-line' }, shorten(text, 220))),
  );
}

/** Who chose a trial, and why it was stopped, as far as is known. */
function notes(study, index) {
  const reason = study.reasons[study.numbers[index]];
  const chosen = study.sources.length > 1 ? [`chosen by: ${study.sources[study.source[index]]}`] : [];
  return reason ? [...chosen, `stopped: ${reason}`] : chosen;
}

/** A line of a tooltip. */
export function row(name, value, kind = '') {
  return element('tr', { class: kind }, element('th', {}, shorten(name, 28)), element('td', {}, shorten(value, 28)));
}

/** The key of states that occur, with their counts, for a toolbar; each hides and shows its trials everywhere. */
export function key(study, states) {
  return states.filter((state) => study.states.includes(state)).map((state) => element(
    'button',
    { type: 'button', class: 'count state', 'data-state': state, 'aria-pressed': 'true', title: `Hide or show ${state} trials everywhere` },
    element('i', { class: `mark state-${state}` }),
    `${state} `,
    element('b', {}, number(study.states.filter((each) => each === state).length)),
  ));
}

/** Lets the keys of states lead the selection, and follow it. */
export function installStates(root, selection) {
  root.addEventListener('click', ({ target }) => {
    const state = target.closest?.('[data-state]')?.dataset.state;
    if (state) selection.toggleState(state);
  });
  selection.listen((changes) => {
    if (!changes.has('filter')) return;
    for (const button of root.querySelectorAll('[data-state]')) {
      button.setAttribute('aria-pressed', String(!selection.hiddenStates.has(button.dataset.state)));
    }
  });
}

/** Lets a scatter chart lead the selection: data items carry the trial's index as their third value. */
export function lead(chart, selection) {
  chart.on('mouseover', ({ value }) => value && selection.hover(value[2]));
  chart.on('mouseout', () => selection.hover(-1));
  chart.on('click', ({ value }) => value && selection.toggle(value[2]));
}

/** The trials to be marked, each with its colour: those chosen, as the table tells them apart, and the one pointed at. */
export function marked(theme, selection) {
  const marks = selection.chosen.map((index, i) => ({ index, colour: theme.series[i] }));
  const { hovered } = selection;
  return hovered < 0 || selection.chosen.includes(hovered) ? marks : [...marks, { index: hovered, colour: theme.ink }];
}

/** The rings around the trials pointed at or chosen, as a series of its own on top. */
export function rings(theme, selection, position) {
  const data = marked(theme, selection)
    .map(({ index, colour }) => ({ value: position(index), itemStyle: { borderColor: colour, borderWidth: index === selection.hovered ? 3.5 : 2.5 } }))
    .filter(({ value }) => value && Number.isFinite(value[0]) && Number.isFinite(value[1]));
  return { id: 'rings', type: 'scatter', silent: true, z: 10, symbol: 'circle', symbolSize: 15, itemStyle: { color: 'transparent' }, data };
}

/** Spreads equal values apart, the same way each time: -0.5..0.5 from the trial's index (golden ratio). */
export function jitter(index) {
  return ((index * 0.6180339887498949) % 1) - 0.5;
}
