// What the pointer and the keyboard take hold of in the parallel chart: the names of the axes, to be dragged or
// opened, and the axes themselves, along which a range is brushed.
import { within } from './brush.js';
import { element } from './dom.js';
import { shorten } from './format.js';
import { menu } from './menu.js';

const LEAST = 5;
const THICKNESS = 24;
const NAME_HEIGHT = 22;

/**
 * @param chart the Chart that draws the axes, evenly spread within its margins
 * @param axes the Axes
 * @param on `isVertical` and `margins` tell the layout in force; `arrange` and `filter` are called after a change of
 *   the axes or of what is brushed
 */
export function handles(chart, axes, on) {
  const { box } = chart;
  const layer = element('div', { class: 'axes' });
  const parts = new Map();
  let layout = null;

  chart.whenMade(() => box.append(layer));
  chart.whenDrawn(() => {
    layout = new Layout(box, axes.shown.length, on.isVertical(), on.margins());
    const focused = layer.contains(document.activeElement) ? document.activeElement : null;
    layer.replaceChildren(...axes.shown.flatMap((axis, at) => place(axis, at)));
    focused?.focus({ preventScroll: true });
  });

  function place(axis, at) {
    if (!parts.has(axis)) parts.set(axis, make(axis));
    const { name, popup, strip, shade } = parts.get(axis);
    Object.assign(name.style, layout.name(at));
    name.setAttribute('aria-label', `Axis ${shorten(axis.name, 100)}, ${at + 1} of ${axes.shown.length}: arrow keys move it`);
    Object.assign(strip.style, layout.strip(at));
    shade.hidden = !axis.brush;
    if (axis.brush) Object.assign(shade.style, layout.range(spread(axis)));
    return [strip, name, popup];
  }

  function make(axis) {
    const shade = element('div', { class: 'brush', hidden: '' });
    const strip = element('div', { class: 'strip' }, shade);
    const name = element('button', { type: 'button', class: 'axis-name', title: axis.name.slice(0, 400) });
    layer.append(name);
    const box = menu(name, () => actions(axis));
    name.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      move(axis, step);
    });
    name.addEventListener('pointerdown', (event) => dragName(axis, name, event));
    strip.addEventListener('pointerdown', (event) => dragRange(axis, shade, event));
    return { name, popup: box, strip, shade };
  }

  function actions(axis) {
    const at = axes.shown.indexOf(axis);
    const flip = { label: 'Flip', pressed: axis.isFlipped, action: () => { axis.isFlipped = !axis.isFlipped; on.arrange(); } };
    const log = { label: 'Logarithmic', pressed: axis.isLog, action: () => { axis.isLog = !axis.isLog; on.arrange(); } };
    const back = { label: 'Move back', action: () => move(axis, -1) };
    const forth = { label: 'Move on', action: () => move(axis, 1) };
    const hide = { label: 'Hide', action: () => { axes.toggle(axis); on.arrange(); } };
    const clear = { label: 'End the range', action: () => { axis.brush = null; on.filter(); } };
    return [
      flip,
      ...(axis.canBeLog ? [log] : []),
      ...(at > 0 ? [back] : []),
      ...(at < axes.shown.length - 1 ? [forth] : []),
      ...(axis !== axes.goal && axes.shown.length > 2 ? [hide] : []),
      ...(axis.brush ? [clear] : []),
    ];
  }

  function move(axis, step) {
    const to = Math.min(axes.shown.length - 1, Math.max(0, axes.shown.indexOf(axis) + step));
    axes.move(axis, to);
    on.arrange();
  }

  /** Takes an axis to another place; a drag that goes nowhere is a click, which opens the menu. */
  function dragName(axis, name, event) {
    if (event.button !== 0) return;
    const start = layout.along(within(box, event), true);
    let to = start;
    drag(event, (moved) => {
      to = layout.along(within(box, moved), true);
      name.classList.toggle('dragged', Math.abs(to - start) >= LEAST);
      name.style.translate = layout.isVertical ? `0 ${to - start}px` : `${to - start}px 0`;
    }, () => {
      name.classList.remove('dragged');
      name.style.translate = '';
      if (Math.abs(to - start) < LEAST) return;
      const ignore = (click) => click.preventDefault();
      name.addEventListener('click', ignore);
      setTimeout(() => {
        name.removeEventListener('click', ignore);
        axes.move(axis, layout.nearest(to));
        on.arrange();
      });
    });
  }

  /** Brushes a range along an axis; a click ends it. */
  function dragRange(axis, shade, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const start = layout.along(within(box, event), false);
    let end = start;
    const isDrag = () => Math.abs(end - start) >= LEAST;
    drag(event, (moved) => {
      end = layout.along(within(box, moved), false);
      shade.hidden = !isDrag();
      Object.assign(shade.style, layout.range([layout.share(start), layout.share(end)]));
    }, () => {
      axis.brush = isDrag() ? codes(axis, layout.share(start), layout.share(end)) : null;
      shade.hidden = !axis.brush;
      on.filter();
    });
  }
}

function drag(event, move, finish) {
  const end = () => {
    document.removeEventListener('pointermove', move);
    document.removeEventListener('pointerup', end);
    document.removeEventListener('pointercancel', end);
    finish();
  };
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', end);
  document.addEventListener('pointercancel', end);
}

/** The codes between two shares of an axis; a range that reaches an end takes in all beyond it. */
function codes(axis, a, b) {
  const { min, max } = axis.scale.option;
  const [low, high] = [a, b].map((share) => (axis.isFlipped ? 1 - share : share)).sort((x, y) => x - y);
  const code = (share) => axis.scale.value(min + share * (max - min));
  return [low <= 0.002 ? -Infinity : code(low), high >= 0.998 ? Infinity : code(high)];
}

/** The shares of an axis between which its brushed codes lie. */
function spread(axis) {
  const { min, max } = axis.scale.option;
  return axis.brush.map((code, end) => {
    const share = Number.isFinite(code) ? (axis.scale.place(code) - min) / (max - min) : end;
    return axis.isFlipped ? 1 - share : share;
  });
}

/** Where evenly spread axes lie in their box; shares run from an axis's low end to its high one. */
class Layout {
  constructor(box, count, isVertical, { left, right, top, bottom }) {
    const [width, height] = [box.clientWidth - left - right, box.clientHeight - top - bottom];
    Object.assign(this, { isVertical, left, top, width, height, count });
    this.gap = (isVertical ? height : width) / Math.max(1, count - 1);
  }

  at(i) {
    return (this.isVertical ? this.top : this.left) + i * this.gap;
  }

  /** The coordinate across the axes, or along them, within their ends. */
  along([x, y], isAcross) {
    if (isAcross) return this.isVertical ? y : x;
    return this.isVertical ? Math.min(this.left + this.width, Math.max(this.left, x)) : Math.min(this.top + this.height, Math.max(this.top, y));
  }

  nearest(coordinate) {
    return Math.min(this.count - 1, Math.max(0, Math.round((coordinate - this.at(0)) / this.gap)));
  }

  share(coordinate) {
    return this.isVertical ? (coordinate - this.left) / this.width : 1 - (coordinate - this.top) / this.height;
  }

  name(i) {
    const room = Math.max(36, this.gap - 4);
    return this.isVertical
      ? css(this.left, this.at(i) - 26, Math.min(this.width, 220), NAME_HEIGHT)
      : css(this.at(i) - room / 2, this.top - (i % 2 ? 34 : 14) - NAME_HEIGHT + 2, room, NAME_HEIGHT);
  }

  strip(i) {
    return this.isVertical
      ? css(this.left, this.at(i) - THICKNESS / 2, this.width, THICKNESS)
      : css(this.at(i) - THICKNESS / 2, this.top, THICKNESS, this.height);
  }

  /** Two shares as a part of a strip. */
  range([a, b]) {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return this.isVertical
      ? css(low * this.width, 0, (high - low) * this.width, THICKNESS)
      : css(0, (1 - high) * this.height, THICKNESS, (high - low) * this.height);
  }
}

function css(left, top, width, height) {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
}
