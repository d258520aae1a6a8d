// All parameters and the value as parallel axes, one line for each trial.
import { Axes } from './axes.js';
import { Chart, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { number, shorten } from './format.js';
import { handles } from './handles.js';
import { choices, popup } from './menu.js';
import { changed, keep } from './state.js';
import { onThemeChange, scale as colour } from './theme.js';
import { card, marked } from './trial.js';

const NARROW = 640;
const MOST_FAINT = 1500;

export function parallel(panel, study, selection) {
  const box = panel.querySelector('.chart');
  const axes = new Axes(study);
  const controls = options(panel, () => selection.filter('top', best(study, Number(controls.top.value))));
  const isNarrow = () => box.clientWidth < NARROW;
  const margins = () => (isNarrow() ? { left: 24, right: 24, top: 44, bottom: 24 } : { left: 64, right: 88, top: 60, bottom: 18 });

  const chart = new Chart(box, (theme) => ({
    tooltip: tooltip(theme, ({ data }) => card(study, data.index)),
    parallel: { layout: isNarrow() ? 'vertical' : 'horizontal', ...margins() },
    parallelAxis: axes.shown.map((axis, dim) => axisOption(theme, axis, dim)),
    series: [lines(false), lines(true), picked(theme)],
  }), (instance) => {
    instance.on('mouseover', ({ data }) => data && selection.hover(data.index));
    instance.on('mouseout', () => selection.hover(-1));
    instance.on('click', ({ data }) => data && selection.toggle(data.index));
  });
  const setHeight = () => {
    box.style.height = isNarrow() ? `${Math.max(320, 64 * axes.shown.length + 40)}px` : '';
  };
  const filter = () => {
    selection.filter('axes', axes.predicate);
    changed();
  };
  const arrange = () => {
    setHeight();
    chart.redraw();
    filter();
  };
  handles(chart, axes, { isVertical: isNarrow, margins, arrange, filter });
  chooser(panel.querySelector('[data-action=axes]'), axes, arrange);
  const drawKey = () => drawScale(panel.querySelector('.scale'), study);
  drawKey();
  onThemeChange(drawKey);
  new ResizeObserver(setHeight).observe(panel);

  function axisOption(theme, axis, dim) {
    const { option } = axis.scale;
    const narrow = isNarrow();
    const room = narrow ? box.clientWidth / 9 : (2 * box.clientWidth) / axes.shown.length / 7.5;
    return {
      dim,
      ...option,
      inverse: axis.isFlipped,
      name: shorten(axis.name, Math.max(6, Math.floor(room))),
      nameLocation: axis.isFlipped !== narrow ? 'start' : 'end',
      nameGap: narrow ? 0 : dim % 2 ? 34 : 14,
      nameTruncate: { maxWidth: (narrow ? 0.9 : 2 / axes.shown.length) * box.clientWidth - 8 },
      nameTextStyle: { color: theme.ink, fontSize: 12, fontWeight: 600, textBorderColor: theme.card, textBorderWidth: 3, ...(narrow ? { align: 'left', verticalAlign: 'bottom', padding: [0, 0, 6, 0] } : {}) },
      axisLine: { lineStyle: { color: theme.muted } },
      axisTick: { show: false },
      axisLabel: { ...option.axisLabel, color: theme.ink, fontSize: 11, textBorderColor: theme.card, textBorderWidth: 3, hideOverlap: true },
    };
  }

  /** A trial's positions on the axes. */
  function row(index, scales) {
    return axes.shown.map(({ codes }, i) => {
      const position = scales[i].place(codes[index]);
      return Number.isFinite(position) ? position : null;
    });
  }

  /** The best lines lie on top; of very many that do not pass, some stand for all. */
  function lines(passing) {
    const order = study.ranking;
    const ranks = order.map((_, rank) => order.length - 1 - rank).filter((rank) => selection.passes(order[rank]) === passing);
    const every = passing ? 1 : Math.ceil(ranks.length / MOST_FAINT);
    const scales = axes.shown.map(({ scale }) => scale);
    const data = ranks.filter((_, i) => i % every === 0).map((rank) => {
      const share = order.length > 1 ? 1 - rank / (order.length - 1) : 1;
      return { index: order[rank], value: row(order[rank], scales), lineStyle: passing ? { color: colour(share) } : undefined };
    });
    const many = data.length > 500;
    return {
      id: `lines-${passing}`,
      type: 'parallel',
      data,
      silent: !passing,
      progressive: 0,
      lineStyle: { width: many ? 1 : 1.6, opacity: passing ? (many ? 0.25 : 0.75) : 0.05, color: '#888' },
      z: passing ? 3 : 2,
    };
  }

  function picked(theme) {
    const scales = axes.shown.map(({ scale }) => scale);
    return {
      id: 'picked',
      type: 'parallel',
      silent: true,
      z: 10,
      lineStyle: { width: 4, opacity: 1 },
      data: marked(theme, selection).map(({ index, colour: own }) => ({ index, value: row(index, scales), lineStyle: { color: own } })),
    };
  }

  selection.listen((changes) => {
    if (changes.has('clear')) {
      axes.clearBrushes();
      controls.top.value = '1';
    }
    if (changes.has('filter')) chart.redraw();
    else chart.update((theme) => [picked(theme)]);
  });
  keep(box, 'axes', () => axes.write(), (text) => {
    if (text === axes.write()) return;
    axes.read(text);
    arrange();
  });
  keep(box, 'brush', () => axes.writeBrushes(), (text) => {
    if (text === axes.writeBrushes()) return;
    axes.readBrushes(text);
    filter();
  });
}

/** Lets the best share of the complete trials through. */
function best(study, share) {
  if (share >= 1) return null;
  const kept = new Set(study.ranking.slice(0, Math.max(1, Math.round(share * study.ranking.length))));
  return (index) => kept.has(index);
}

function chooser(button, axes, onChange) {
  button.hidden = axes.parameters.length < 2;
  const isShown = (at) => axes.shown.includes(axes.parameters[at]);
  popup(button, () => choices(axes.parameters.map(({ name }) => name), isShown, (at) => {
    axes.toggle(axes.parameters[at]);
    onChange();
  }));
}

/** The key of colours: worst to best. */
function drawScale(box, study) {
  const stops = Array.from({ length: 11 }, (_, i) => colour(i / 10));
  const bar = element('i', {});
  bar.style.background = `linear-gradient(90deg, ${stops.join(',')})`;
  const ranking = study.ranking;
  const end = (index) => (ranking.length ? number(study.values[ranking.at(index)]) : '');
  box.replaceChildren(`worst ${end(-1)}`, bar, `best ${end(0)}`);
}
