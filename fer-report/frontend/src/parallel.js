// All parameters and the value as parallel axes, one line for each trial.
import { Chart, tooltip } from './chart.js';
import { element, options } from './dom.js';
import { number, shorten } from './format.js';
import { parameterScale, valueScale } from './scale.js';
import { colours, scale as colour } from './theme.js';
import { card } from './trial.js';

const AT_FIRST = 9;
const NARROW = 640;

export function parallel(panel, study, selection) {
  const box = panel.querySelector('.chart');
  const varying = study.parameters.filter((parameter) => parameter.varies);
  const shown = new Set(varying.slice(0, AT_FIRST));
  const intervals = new Map();
  const controls = options(panel, () => selection.filter('top', best(study, Number(controls.top.value))));
  chooser(panel.querySelector('.chooser'), varying, shown, () => {
    intervals.clear();
    selection.filter('brush', null);
    chart.redraw();
  });

  const axes = () => {
    const values = valueScale(study, false);
    const goal = { name: study.goal.metric, codes: study.values, place: (value) => value, option: values.option };
    return [
      ...varying.filter((parameter) => shown.has(parameter)).map((parameter) => {
        const scale = parameterScale(parameter, 5, 9);
        return { name: parameter.name, codes: parameter.codes, place: scale.place, option: scale.option };
      }),
      goal,
    ];
  };

  const chart = new Chart(box, (theme) => {
    const drawn = axes();
    const narrow = box.clientWidth < NARROW;
    box.style.height = narrow ? `${Math.max(320, 64 * drawn.length + 40)}px` : '';
    drawScale(panel.querySelector('.scale'), study);
    const room = narrow ? box.clientWidth / 9 : (2 * box.clientWidth) / drawn.length / 8;
    return {
      tooltip: tooltip(theme, ({ data }) => card(study, data.index)),
      parallel: {
        layout: narrow ? 'vertical' : 'horizontal',
        ...(narrow ? { left: 24, right: 24, top: 44, bottom: 24 } : { left: 64, right: 88, top: 56, bottom: 16 }),
      },
      parallelAxis: drawn.map(({ name, option }, dim) => ({
        dim,
        ...option,
        id: `axis-${dim}`,
        name: shorten(name, Math.max(6, Math.floor(room))),
        nameLocation: 'end',
        nameGap: narrow ? 0 : dim % 2 ? 32 : 12,
        nameTextStyle: { color: theme.ink, fontSize: 12, fontWeight: 600, textBorderColor: theme.card, textBorderWidth: 3, ...(narrow ? { align: 'right', verticalAlign: 'bottom', padding: [0, 0, 6, 0] } : {}) },
        axisLine: { lineStyle: { color: theme.muted } },
        axisTick: { show: false },
        axisLabel: { ...option.axisLabel, color: theme.ink, fontSize: 11, textBorderColor: theme.card, textBorderWidth: 3, hideOverlap: true },
        areaSelectStyle: { width: 22, borderColor: theme.accent, color: theme.accent, opacity: 0.25 },
      })),
      series: [lines(drawn, true), lines(drawn, false), picked(theme, drawn)],
    };
  }, (instance) => {
    instance.on('axisareaselected', brushed);
    instance.on('rendered', () => tintBrushes(instance));
    instance.on('mouseover', ({ data }) => data && selection.hover(data.index));
    instance.on('mouseout', () => selection.hover(-1));
    instance.on('click', ({ data }) => data && selection.toggle(data.index));
  });

  function row(drawn, index) {
    return drawn.map(({ codes, place }) => {
      const position = place(codes[index]);
      return Number.isFinite(position) ? position : null;
    });
  }

  function lines(drawn, passing) {
    const order = study.ranking;
    const data = [];
    for (let rank = order.length - 1; rank >= 0; rank--) {
      const index = order[rank];
      if (selection.passes(index, 'brush') !== passing) continue;
      const share = order.length > 1 ? 1 - rank / (order.length - 1) : 1;
      data.push({ index, value: row(drawn, index), lineStyle: passing ? { color: colour(share) } : undefined });
    }
    const many = order.length > 500;
    return {
      id: `lines-${passing}`,
      type: 'parallel',
      data,
      silent: !passing,
      progressive: 0,
      lineStyle: { width: many ? 1 : 1.6, opacity: passing ? (many ? 0.25 : 0.75) : 0.04, color: '#888' },
      inactiveOpacity: 0.04,
      activeOpacity: many ? 0.35 : 0.9,
      z: passing ? 3 : 2,
    };
  }

  function picked(theme, drawn) {
    const indices = [...new Set([...selection.chosen, selection.hovered])].filter((index) => index >= 0);
    return {
      id: 'picked',
      type: 'parallel',
      silent: true,
      z: 10,
      lineStyle: { width: 4, opacity: 1, color: theme.ink },
      inactiveOpacity: 1,
      activeOpacity: 1,
      data: indices.map((index) => ({ index, value: row(drawn, index) })),
    };
  }

  function brushed(event) {
    const dim = Number(String(event.parallelAxisId).replace('axis-', ''));
    if (event.intervals?.length) intervals.set(dim, event.intervals);
    else intervals.delete(dim);
    const drawn = axes();
    const passes = (index) => [...intervals].every(([at, ranges]) => {
      const position = drawn[at].place(drawn[at].codes[index]);
      return ranges.some(([low, high]) => position >= low && position <= high);
    });
    selection.filter('brush', intervals.size ? passes : null);
  }

  selection.listen((changes) => {
    if (changes.has('clear')) {
      intervals.clear();
      controls.top.value = '1';
      chart.redraw();
    } else if ([...changes].some((change) => change.startsWith('filter:') && change !== 'filter:brush')) {
      chart.redraw();
    } else {
      chart.update((theme) => [picked(theme, axes())]);
    }
  });
}

/** ECharts forgets the style of a brushed area whenever it draws the chart anew: an opaque box would stay. */
function tintBrushes(instance) {
  const { accent } = colours();
  for (const shape of instance.getZr().storage.getDisplayList()) {
    if (shape.type === 'rect' && shape.name === 'main' && shape.style.fill !== accent) {
      shape.setStyle({ fill: accent, stroke: accent, opacity: 0.25 });
    }
  }
}

/** Lets the best share of the complete trials through. */
function best(study, share) {
  if (share >= 1) return null;
  const kept = new Set(study.ranking.slice(0, Math.max(1, Math.round(share * study.ranking.length))));
  return (index) => kept.has(index);
}

function chooser(box, parameters, shown, onChange) {
  box.hidden = parameters.length < 2;
  box.querySelector('summary').textContent = `Axes (${shown.size} of ${parameters.length})`;
  for (const parameter of parameters) {
    const input = element('input', { type: 'checkbox' });
    input.checked = shown.has(parameter);
    input.addEventListener('input', () => {
      if (input.checked) shown.add(parameter);
      else shown.delete(parameter);
      box.querySelector('summary').textContent = `Axes (${shown.size} of ${parameters.length})`;
      onChange();
    });
    box.querySelector('.choices').append(element('label', {}, input, ' ', element('bdi', {}, shorten(parameter.name, 40))));
  }
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
