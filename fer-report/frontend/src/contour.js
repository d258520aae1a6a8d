// What is predicted over two parameters, all others averaged out, with the trials that bear it out.
import { Chart, axis, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { number, shorten } from './format.js';
import { parameterScale } from './scale.js';
import { scale as colour } from './theme.js';
import { SYMBOLS, card, colourOf, jitter, key, lead, rings, row, star } from './trial.js';

const STATES = ['failed', 'pruned', 'paused', 'complete'];
// Values of so short a grid are drawn side by side, and trials of the same value spread apart.
const FEW_VALUES = 12;

export function contour(panel, study, selection) {
  const { maps } = study.effects;
  const parameters = [...new Set(maps.flatMap(({ first, second }) => [first, second]))];
  const selects = ['x', 'y'].map((name) => panel.querySelector(`[data-option=${name}]`));
  selects.forEach((select, i) => {
    select.append(...parameters.map((parameter) => element('option', { value: study.parameters.indexOf(parameter) }, shorten(parameter.name, 40))));
    select.value = study.parameters.indexOf(i ? maps[0].second : maps[0].first);
  });
  const controls = options(panel, () => chart.redraw());
  panel.querySelector('.toolbar .key').append(...key(study, STATES), element('span', { class: 'count' }, element('i', { class: 'swatch peak' }), 'best prediction'));

  let shown = null;
  const chart = new Chart(panel.querySelector('.chart'), (theme) => {
    shown = chosen();
    panel.querySelector('[data-part=caption]').textContent = shown.map.caption;
    drawScale(panel.querySelector('.scale'), shown);
    return {
      grid: { left: 8, right: 16, top: 30, bottom: 34, containLabel: true },
      tooltip: tooltip(theme, ({ seriesId, value }) => (seriesId === 'ground' ? tip(study, shown, value[2]) : card(study, value[2]))),
      xAxis: axis(theme, { ...shown.across.option, name: shorten(shown.x.name, 60), nameGap: 28, splitLine: { show: false } }),
      yAxis: axis(theme, { ...shown.up.option, name: shorten(shown.y.name, 40), nameLocation: 'end', nameTextStyle: { color: theme.muted, fontSize: 12, align: 'left' }, splitLine: { show: false } }),
      series: [
        ground(theme, shown),
        peak(theme, shown),
        ...STATES.flatMap((state) => [dots(theme, state, true), dots(theme, state, false)]),
        star(theme, study.best >= 0 ? [position(study.best)] : [], 20),
        rings(theme, selection, position),
      ],
    };
  }, (instance) => lead({ on: (event, listener) => instance.on(event, 'series.scatter', listener) }, selection));

  /** The map of the chosen pair; where there is none, another parameter is taken upwards. */
  function chosen() {
    const x = study.parameters[controls.x.value];
    const partner = ({ first, second }) => (first === x ? second : second === x ? first : null);
    const partners = maps.map(partner).filter(Boolean);
    for (const option of controls.y.options) option.disabled = !partners.includes(study.parameters[option.value]);
    const wanted = study.parameters[controls.y.value];
    const y = partners.includes(wanted) ? wanted : partners[0];
    controls.y.value = study.parameters.indexOf(y);
    return layOut(study, maps.find((map) => partner(map) === y), x, y);
  }

  function position(index) {
    return [shown.across.place(shown.x.codes[index], jitter(index)), shown.up.place(shown.y.codes[index], jitter(7 * index))];
  }

  function dots(theme, state, passing) {
    const data = [];
    for (let i = 0; i < study.size; i++) {
      if (study.states[i] !== state || selection.passes(i) !== passing) continue;
      const point = position(i);
      if (point.every(Number.isFinite)) data.push([...point, i]);
    }
    const many = study.size > 2000;
    return {
      id: `${state}${passing}`,
      type: 'scatter',
      symbol: SYMBOLS[state],
      symbolSize: many ? 3 : 8,
      itemStyle: state === 'complete'
        ? { color: theme.card, borderColor: theme.ink, borderWidth: many ? 0.5 : 1.2, opacity: passing ? 0.9 : 0.1 }
        : { color: colourOf(theme, state), borderColor: theme.card, borderWidth: many ? 0 : 1, opacity: passing ? 0.9 : 0.1 },
      silent: !passing,
      data,
      z: state === 'complete' ? 5 : 4,
    };
  }

  selection.listen((changes) => {
    if (changes.has('filter')) chart.redraw();
    else if (shown) chart.update((theme) => [rings(theme, selection, position)]);
  });
}

/** A map turned so that one of its parameters runs across, and where each prediction stands between worst and best. */
function layOut(study, map, x, y) {
  const isFirst = map.first === x;
  const across = gridScale(x, isFirst ? map.firstCodes : map.secondCodes);
  const up = gridScale(y, isFirst ? map.secondCodes : map.firstCodes);
  const columns = map.secondCodes.length;
  const known = Array.from(map.mean).filter((_, cell) => map.supported[cell]);
  const values = known.length ? known : Array.from(map.mean);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [worst, best] = study.maximize ? [low, high] : [high, low];
  return {
    map,
    x,
    y,
    across,
    up,
    worst,
    best,
    share: (value) => (high > low ? (value - worst) / (best - worst) : 0.5),
    /** The column and the row of a cell as they are drawn. */
    at: (cell) => (isFirst ? [Math.floor(cell / columns), cell % columns] : [cell % columns, Math.floor(cell / columns)]),
  };
}

/** The axis of a grid's values: each has a cell that reaches half way to its neighbours. */
function gridScale(parameter, codes) {
  const { place, option } = parameterScale(parameter, 6, 12);
  const at = Array.from(codes, place);
  const edges = at.slice(1).map((position, i) => (position + at[i]) / 2);
  const half = at.length > 1 ? [edges[0] - at[0], at.at(-1) - edges.at(-1)] : [0.5, 0.5];
  edges.unshift(at[0] - half[0]);
  edges.push(at.at(-1) + half[1]);
  const spread = codes.length <= FEW_VALUES ? Math.min(...half) : 0;
  return { codes, edges, place: (code, shift) => place(code) + spread * shift, option: { ...option, min: edges[0], max: edges.at(-1) } };
}

function ground(theme, { map, across, up, share, at }) {
  return {
    id: 'ground',
    type: 'custom',
    data: Array.from(map.mean, (_, cell) => {
      const [column, line] = at(cell);
      return [(across.edges[column] + across.edges[column + 1]) / 2, (up.edges[line] + up.edges[line + 1]) / 2, cell];
    }),
    encode: { x: 0, y: 1 },
    z: 1,
    renderItem: (_, api) => {
      const cell = api.value(2);
      const style = map.supported[cell] ? { fill: colour(share(map.mean[cell])) } : { fill: theme.line, opacity: 0.6 };
      return { type: 'rect', shape: box(api, across, up, at(cell)), style };
    },
  };
}

function peak(theme, { map, across, up, at }) {
  return {
    id: 'peak',
    type: 'custom',
    silent: true,
    data: map.best === undefined ? [] : [[0, 0, map.best]],
    z: 3,
    renderItem: (_, api) => {
      const frame = (stroke, lineWidth) => ({ type: 'rect', shape: box(api, across, up, at(map.best)), style: { fill: 'transparent', stroke, lineWidth } });
      return { type: 'group', children: [frame(theme.card, 5), frame(theme.ink, 2)] };
    },
  };
}

/** A cell in whole pixels, so that no seams show between neighbours. */
function box(api, across, up, [column, line]) {
  const [left, bottom] = api.coord([across.edges[column], up.edges[line]]).map(Math.round);
  const [right, top] = api.coord([across.edges[column + 1], up.edges[line + 1]]).map(Math.round);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function tip(study, { map, x, y, across, up, at }, cell) {
  const [column, line] = at(cell);
  const text = (parameter, code) => (parameter.isChoice ? parameter.choices[code] : number(code));
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, map.supported[cell] ? 'Prediction' : 'A guess: no trial near'),
    element(
      'table',
      {},
      row(study.goal.metric, `${number(map.mean[cell])} ± ${number(map.sd[cell])}`, 'main'),
      row(x.name, text(x, across.codes[column])),
      row(y.name, text(y, up.codes[line])),
    ),
  );
}

/** The key of colours: the worst and the best prediction. */
function drawScale(panel, { worst, best }) {
  const bar = element('i', {});
  bar.style.background = `linear-gradient(90deg, ${Array.from({ length: 11 }, (_, i) => colour(i / 10)).join(',')})`;
  panel.replaceChildren(`worst ${number(worst)}`, bar, `best ${number(best)}`);
}
