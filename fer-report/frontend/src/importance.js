// What each parameter explains of the goal's variation, beside its correlation; and what pairs explain together.
import { Chart, axis, tooltip } from './chart.js';
import { element } from './dom.js';
import { NONE, number, shorten } from './format.js';
import { ticks } from './scale.js';
import { keepMore } from './state.js';

const AT_FIRST = 15;
const PAIRS = 8;
const ROW = 26;
const FOOT = 28;
const THICK = 12;
const LETTER = 7.2;
const NARROW = 520;

export function importance(panel, study) {
  const { shares, pairs, trusted } = study.effects;
  const singles = shares.filter(({ parameter }) => parameter.varies);
  const most = Math.min(1, Math.max(0.01, ...[...singles, ...pairs].map(({ mean, sd }) => mean + sd)));
  // Bars that nobody should rely on yet are pale.
  const opacity = trusted ? 1 : 0.5;
  panel.querySelector('.key').append(...key(study, singles));
  alone(panel, study, singles, most, opacity);
  const box = panel.querySelector('[data-part=pairs]');
  if (box) together(box, pairs.slice(0, PAIRS), most, opacity, toMap(panel, study));
}

function alone(panel, study, singles, most, opacity) {
  const box = panel.querySelector('[data-part=single]');
  const more = panel.querySelector('.more');
  let rows = singles.slice(0, AT_FIRST);
  const names = () => rows.map(({ parameter }) => parameter.name);
  const chart = new Chart(box, (theme) => {
    box.style.height = `${rows.length * ROW + FOOT}px`;
    const left = room(box, names());
    const free = box.clientWidth - left;
    const split = left + free * 0.56;
    return {
      tooltip: tooltip(theme, ({ dataIndex }) => tip(rows[dataIndex].parameter.name, rows[dataIndex], study)),
      grid: [
        { left, width: free * 0.5, top: 4, bottom: FOOT },
        { left: split, right: 14, top: 4, bottom: FOOT },
      ],
      xAxis: [shareAxis(theme, most, free * 0.5), correlationAxis(theme)],
      yAxis: [rowAxis(theme, names(), left, 0), { ...rowAxis(theme, names(), left, 1), axisLabel: { show: false } }],
      series: [bars(theme, rows, most, opacity), correlations(theme, rows, study, opacity)],
    };
  });
  more.hidden = singles.length <= AT_FIRST;
  more.textContent = `Show ${singles.length - AT_FIRST} more`;
  keepMore(panel, 'importance', more, () => {
    rows = singles;
    chart.redraw();
  });
}

function together(box, pairs, most, opacity, show) {
  const named = (each) => pairs.map(({ first, second }) => `${shorten(first.name, each)} × ${shorten(second.name, each)}`);
  new Chart(box, (theme) => {
    box.style.height = `${pairs.length * ROW + FOOT}px`;
    const left = room(box, named(18));
    return {
      tooltip: tooltip(theme, ({ dataIndex }) => tip(named(40)[dataIndex], pairs[dataIndex])),
      grid: { left, right: 14, top: 4, bottom: FOOT },
      xAxis: shareAxis(theme, most, box.clientWidth - left),
      yAxis: rowAxis(theme, named(Math.max(5, Math.floor(left / LETTER / 2) - 2)), left, 0),
      series: [bars(theme, pairs, most, opacity)],
    };
  }, (instance) => instance.on('click', ({ dataIndex }) => show(pairs[dataIndex])));
}

/** Returns what takes a pair to the panel that draws what is predicted over it. */
function toMap(panel, study) {
  const other = panel.parentElement.querySelector('[data-panel=contour]');
  return ({ first, second }) => {
    if (!study.effects.maps.some((map) => map.first === first && map.second === second)) return;
    const [x, y] = ['x', 'y'].map((name) => other.querySelector(`[data-option=${name}]`));
    x.value = study.parameters.indexOf(first);
    y.value = study.parameters.indexOf(second);
    x.dispatchEvent(new Event('input', { bubbles: true }));
    other.scrollIntoView({ block: 'nearest' });
  };
}

/** Returns the width that the longest name takes, or what the box can spare. */
function room(box, names) {
  const longest = Math.max(...names.map((name) => [...name].length));
  return Math.min(longest * LETTER + 22, box.clientWidth * (box.clientWidth < NARROW ? 0.4 : 0.46));
}

function rowAxis(theme, names, width, gridIndex) {
  return {
    ...axis(theme, { axisLabel: { color: theme.ink, width: width - 12, overflow: 'truncate', interval: 0, hideOverlap: false } }),
    type: 'category',
    gridIndex,
    inverse: true,
    data: names,
    splitLine: { show: false },
  };
}

function shareAxis(theme, most, width) {
  // Leaves room for the label of the longest bar.
  const max = most / Math.max(0.4, 1 - 44 / width);
  return axis(theme, {
    min: 0,
    max,
    axisLine: { show: false },
    axisLabel: { customValues: ticks(0, most, width < 200 ? 2 : 4), formatter: percent },
    axisTick: { show: false, customValues: ticks(0, most, width < 200 ? 2 : 4) },
  });
}

function correlationAxis(theme) {
  return axis(theme, {
    gridIndex: 1,
    min: -1,
    max: 1,
    axisLine: { show: false },
    axisLabel: { customValues: [-1, 0, 1], formatter: number },
    axisTick: { show: false, customValues: [-1, 0, 1] },
  });
}

function bars(theme, rows, most, opacity) {
  return {
    type: 'custom',
    data: rows.map(({ mean, sd }, row) => [mean, row, sd]),
    encode: { x: 0, y: 1 },
    renderItem: (_, api) => {
      const [mean, row, sd] = [0, 1, 2].map((dimension) => api.value(dimension));
      const x = (share) => api.coord([Math.max(0, Math.min(most, share)), row])[0];
      const y = api.coord([0, row])[1];
      return {
        type: 'group',
        children: [
          rectangle(x(0), Math.max(1.5, x(mean) - x(0)), y, { fill: theme.series[0], opacity }),
          whisker(theme, x(mean - sd), x(mean + sd), y),
          label(theme, mean > 0 && mean < 0.005 ? '<1 %' : percent(mean), x(mean + sd) + 6, y, 'left'),
        ],
      };
    },
  };
}

/** Bars to the right where the goal's value grows with the parameter, to the left where it falls. */
function correlations(theme, rows, study, opacity) {
  return {
    type: 'custom',
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: rows.map(({ correlation }, row) => [correlation ?? NaN, row]),
    encode: { x: 0, y: 1 },
    renderItem: (_, api) => {
      const row = api.value(1);
      const { correlation, signed } = rows[row];
      const [zero, y] = api.coord([0, row]);
      const line = { type: 'line', shape: { x1: zero, x2: zero, y1: y - ROW / 2, y2: y + ROW / 2 }, style: { stroke: theme.muted } };
      if (correlation === undefined) return { type: 'group', children: [line, label(theme, NONE, zero + 6, y, 'left')] };
      const end = api.coord([correlation, row])[0];
      const style = signed
        ? { fill: colour(theme, study, correlation), opacity }
        : { fill: 'transparent', stroke: theme.muted, lineWidth: 1.5, opacity };
      return {
        type: 'group',
        children: [
          rectangle(Math.min(zero, end), Math.abs(end - zero), y, style),
          line,
          label(theme, decimals(correlation), zero + (correlation < 0 ? 6 : -6), y, correlation < 0 ? 'left' : 'right'),
        ],
      };
    },
  };
}

function rectangle(x, width, y, style) {
  return { type: 'rect', shape: { x, y: y - THICK / 2, width, height: THICK, r: 2 }, style };
}

function whisker(theme, from, to, y) {
  const stroke = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: theme.ink, lineWidth: 1.2 } });
  return { type: 'group', children: [stroke(from, y, to, y), stroke(from, y - 4, from, y + 4), stroke(to, y - 4, to, y + 4)] };
}

function label(theme, text, x, y, align) {
  return { type: 'text', style: { text, x, y, align, verticalAlign: 'middle', fill: theme.ink, fontSize: 12 } };
}

function higherIsBetter(study, correlation) {
  return correlation > 0 === study.maximize;
}

function colour(theme, study, correlation) {
  return higherIsBetter(study, correlation) ? theme.series[2] : theme.series[1];
}

/** What the colours mean, as far as they occur. */
function key(study, singles) {
  const known = singles.filter(({ correlation }) => correlation !== undefined);
  const occurs = (better) => known.some(({ signed, correlation }) => signed && higherIsBetter(study, correlation) === better);
  const entry = (kind, text) => element('span', { class: 'count' }, element('i', { class: `swatch ${kind}` }), text);
  return [
    entry('share', 'share, with the sd over the trees'),
    ...(occurs(true) ? [entry('higher', 'higher is better')] : []),
    ...(occurs(false) ? [entry('lower', 'lower is better')] : []),
    ...(known.some(({ signed }) => !signed) ? [entry('choice', 'choices: strength alone')] : []),
  ];
}

function tip(name, { mean, sd, signed, correlation }, study) {
  const row = (head, text) => element('tr', {}, element('th', {}, head), element('td', {}, text));
  const direction = !signed ? '' : higherIsBetter(study, correlation) ? ', higher is better' : ', lower is better';
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, shorten(name, 60)),
    element(
      'table',
      {},
      row('share', `${(100 * mean).toFixed(1)} ± ${(100 * sd).toFixed(1)} %`),
      ...(correlation === undefined ? [] : [row('rank correlation', decimals(correlation) + direction)]),
    ),
  );
}

function percent(share) {
  return `${Math.round(100 * share)} %`;
}

function decimals(value) {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}
