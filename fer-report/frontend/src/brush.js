// A rectangle drawn over a scatter chart: what lies outside is filtered out everywhere.
import { element } from './dom.js';
import { changed, keep } from './state.js';

const LEAST = 5;

/**
 * Lets a mouse or a pen draw a rectangle that filters the whole study; a click beside it ends it. The chart has one
 * grid with two value axes.
 *
 * @param chart the Chart
 * @param name stands in the address, unique in the study
 * @param position turns a trial's index into [x, y] as the chart draws it
 * @returns a function that forgets the rectangle, for when the axes change their meaning
 */
export function brush(chart, selection, name, position) {
  const { box } = chart;
  const source = `brush.${name}`;
  const shade = element('div', { class: 'brush', hidden: '' });
  let range = null;

  function set(wanted) {
    if (!wanted && !range) return;
    range = wanted;
    selection.filter(source, range && inside(range, position));
    place();
    changed();
  }

  function place() {
    const { instance } = chart;
    shade.hidden = !range;
    if (range && instance) cover(instance.convertToPixel('grid', [range[0], range[2]]), instance.convertToPixel('grid', [range[1], range[3]]));
  }

  function cover([x0, y0], [x1, y1]) {
    Object.assign(shade.style, {
      left: `${Math.min(x0, x1)}px`,
      top: `${Math.min(y0, y1)}px`,
      width: `${Math.abs(x1 - x0)}px`,
      height: `${Math.abs(y1 - y0)}px`,
    });
  }

  box.addEventListener('pointerdown', (event) => {
    const start = within(box, event);
    if (event.button !== 0 || event.pointerType === 'touch' || !chart.instance?.containPixel('grid', start)) return;
    let end = start;
    const isDrag = () => Math.hypot(end[0] - start[0], end[1] - start[1]) >= LEAST;
    const move = (moved) => {
      end = within(box, moved);
      if (!isDrag()) return;
      shade.hidden = false;
      cover(start, end);
    };
    const finish = () => {
      document.removeEventListener('pointermove', move);
      if (isDrag()) set(ranges(chart.instance, start, end));
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', finish, { once: true });
  });

  chart.whenMade((instance) => {
    box.append(shade);
    tell(box.closest('.panel'));
    instance.getZr().on('click', ({ target }) => target ?? set(null));
  });
  chart.whenDrawn(place);
  selection.listen((changes) => {
    if (changes.has('clear') && range) {
      range = null;
      place();
    }
  });
  keep(box, source, () => (range ? range.map((value) => Number(value.toPrecision(6))).join(',') : ''), (text) => {
    const found = text.split(',').map(Number);
    set(text && found.length === 4 && found.every(Number.isFinite) ? found : null);
  });
  return () => set(null);
}

/** Says once in each panel what the mouse can do there. */
function tell(panel) {
  const toolbar = panel?.querySelector('.toolbar');
  if (!toolbar || toolbar.querySelector('.can-brush')) return;
  toolbar.append(element('span', { class: 'hint can-brush' }, 'Drag a rectangle to filter the whole page.'));
}

/** Where an event happened inside an element. */
export function within(box, event) {
  const { left, top } = box.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}

function ranges(instance, start, end) {
  const [x0, y0] = instance.convertFromPixel('grid', start);
  const [x1, y1] = instance.convertFromPixel('grid', end);
  return [Math.min(x0, x1), Math.max(x0, x1), Math.min(y0, y1), Math.max(y0, y1)];
}

function inside([fromX, toX, fromY, toY], position) {
  return (index) => {
    const [x, y] = position(index);
    return x >= fromX && x <= toX && y >= fromY && y <= toY;
  };
}
