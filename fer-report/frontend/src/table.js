// The trials as a table: sorted by any columns, filtered, and only as many rows in the document as can be seen.
import { asJson, columnsOf, sorted } from './columns.js';
import { csv, download, element, options } from './dom.js';
import { parseFilter } from './filter.js';
import { number, shorten } from './format.js';
import { choices, menu, popup } from './menu.js';
import { LETTERS, MOST_TO_FOLLOW } from './selection.js';
import { changed, keep } from './state.js';

const ROW_HEIGHT = 32;
const SPARE_ROWS = 8;
// Who types in the filter of more trials than charts can follow is heard when the hand rests.
const PAUSE = 250;

export function table(panel, study, selection) {
  const box = panel.querySelector('.table');
  let typing = 0;
  const controls = options(panel, (event) => {
    clearTimeout(typing);
    if (event instanceof InputEvent && event.target === controls.filter && study.size > MOST_TO_FOLLOW) typing = setTimeout(refresh, PAUSE);
    else refresh();
  });
  const all = columnsOf(study);
  // What the reader decided for single columns, against the two switches.
  const decided = new Map();
  let sorting = [];
  let columns = [];
  let rows = [];
  let drawn = '';
  let anchor = -1;

  const head = element('tr');
  const body = element('tbody');
  const group = element('colgroup');
  const grid = element('table', { class: 'trials', role: 'grid', 'aria-multiselectable': 'true' }, group, element('thead', {}, head), body);
  box.append(grid);
  box.addEventListener('scroll', () => requestAnimationFrame(drawRows), { passive: true });
  new ResizeObserver(() => drawRows()).observe(box);
  body.addEventListener('click', (event) => withRow(event, (index) => choose(index, event.shiftKey)));
  body.addEventListener('mousedown', (event) => event.shiftKey && event.preventDefault());
  body.addEventListener('pointerover', (event) => withRow(event, (index) => selection.hover(index)));
  body.addEventListener('pointerleave', () => selection.hover(-1));
  body.addEventListener('keydown', (event) => {
    const next = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (next) event.target[next]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') withRow(event, (index) => choose(index, event.shiftKey));
    else return;
    event.preventDefault();
  });
  const columnsBox = popup(panel.querySelector('[data-action=columns]'), chooser);
  menu(panel.querySelector('[data-action=download]'), () => [
    { label: `${number(rows.length)} rows as CSV`, action: () => download(`${study.name} trials.csv`, 'text/csv', csv([columns.map(({ name }) => name), ...rows.map(cells)])) },
    { label: `${number(rows.length)} rows as JSON`, action: () => download(`${study.name} trials.json`, 'application/json', asJson(study, all, rows)) },
  ]);
  const cells = (index) => columns.map((column) => String(column.raw(index) ?? ''));

  function withRow(event, action) {
    const index = event.target.closest('tr')?.dataset.index;
    if (index !== undefined) action(Number(index));
  }

  /** Chooses a row, or with shift all rows from the last one that was chosen. */
  function choose(index, isRange) {
    const [from, to] = [rows.indexOf(anchor), rows.indexOf(index)];
    if (isRange && from >= 0) {
      const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      selection.choose(from > to ? between.reverse() : between);
    } else {
      anchor = index;
      selection.toggle(index);
    }
  }

  function refresh() {
    const { holds, unknown } = parseFilter(controls.filter.value, all);
    selection.filter('table', holds);
    panel.querySelector('.complaint').textContent = unknown.length ? `There is no column ${unknown.map((name) => `“${shorten(name, 30)}”`).join(', ')}.` : '';
    columns = all.filter(shows);
    const widths = columns.map((column) => width(column, study));
    group.replaceChildren(...widths.map((ch) => element('col', { style: `width:${ch}ch` })));
    grid.style.width = `max(100%, ${widths.reduce((a, b) => a + b, 0)}ch)`;
    grid.setAttribute('aria-colcount', columns.length);
    head.replaceChildren(...columns.map(header));
    refreshRows();
  }

  function shows(column) {
    return decided.get(column.name) ?? ((column.differs || !controls.differing.checked) && (column.kind !== 'metric' || controls.metrics.checked));
  }

  /** A click sorts by one column; with shift by one more. */
  function header(column) {
    const at = sorting.findIndex(({ name }) => name === column.name);
    const order = sorting[at];
    const arrow = order ? (order.isRising ? '▲' : '▼') + (sorting.length > 1 ? at + 1 : '') : '';
    const button = element('button', { type: 'button', title: column.name.slice(0, 400) }, element('bdi', {}, shorten(column.name, 60)), element('i', { 'aria-hidden': 'true' }, arrow));
    button.addEventListener('click', (event) => {
      const wanted = { name: column.name, isRising: !order?.isRising };
      if (!event.shiftKey) sorting = [wanted];
      else sorting = order ? sorting.map((each) => (each === order ? wanted : each)) : [...sorting, wanted];
      refresh();
      changed();
      head.querySelector(`th:nth-child(${columns.indexOf(column) + 1}) button`)?.focus();
    });
    return element('th', { scope: 'col', class: column.number ? 'number' : '', 'aria-sort': order ? (order.isRising ? 'ascending' : 'descending') : null }, button);
  }

  function refreshRows() {
    rows = sorted(study, all, sorting).filter((index) => selection.passes(index));
    const count = panel.querySelector('.toolbar .count');
    count.textContent = rows.length === study.size ? `${number(study.size)} trial${study.size === 1 ? '' : 's'}` : `${number(rows.length)} of ${number(study.size)} trials`;
    grid.setAttribute('aria-rowcount', rows.length + 1);
    box.scrollTop = 0;
    drawn = '';
    box.style.height = `${(Math.max(1, rows.length) + 1) * ROW_HEIGHT + 18}px`;
    drawRows();
  }

  function drawRows() {
    const first = Math.max(0, Math.floor(box.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const most = Math.ceil(box.clientHeight / ROW_HEIGHT) + 2 * SPARE_ROWS;
    const shown = rows.slice(first, first + most);
    if (drawn === `${first} ${most}`) return;
    drawn = `${first} ${most}`;
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.index : null;
    const spacer = (count) => (count > 0 ? [element('tr', { class: 'spacer', 'aria-hidden': 'true', style: `height:${count * ROW_HEIGHT}px` })] : []);
    body.replaceChildren(
      ...spacer(first),
      ...shown.map((index, i) => row(index, first + i, i === 0)),
      ...spacer(rows.length - first - shown.length),
      ...(rows.length ? [] : [element('tr', {}, element('td', { colspan: columns.length, class: 'empty' }, 'No trial passes the filters.'))]),
    );
    if (focused) body.querySelector(`tr[data-index='${focused}']`)?.focus({ preventScroll: true });
  }

  /** Only one row is reached by the tab key; the arrow keys go on from there. */
  function row(index, at, isFirst) {
    const made = element('tr', { tabindex: isFirst ? 0 : -1, 'aria-rowindex': at + 2 }, ...columns.map((column) => data(column, index)));
    made.dataset.index = index;
    mark(made);
    return made;
  }

  function data(column, index) {
    const text = column.text(index);
    const made = element('td', { class: column.number ? 'number' : '', title: text.length > 20 ? shorten(text, 400) : null });
    if (column.kind === 'state') made.append(element('i', { class: `mark state-${text}` }), text);
    else made.append(element('bdi', {}, shorten(text, 60)));
    return made;
  }

  function mark(made) {
    const index = Number(made.dataset.index);
    const at = selection.chosen.indexOf(index);
    made.classList.toggle('winner', index === study.best);
    made.classList.toggle('chosen', at >= 0);
    made.classList.toggle('hovered', selection.hovered === index);
    made.setAttribute('aria-selected', String(at >= 0));
    if (at >= 0) made.dataset.letter = LETTERS[at];
    else delete made.dataset.letter;
    made.style.setProperty('--own', at >= 0 ? `var(--series-${at})` : '');
  }

  function chooser() {
    const back = element('button', { type: 'button' }, 'As the switches say');
    back.addEventListener('click', () => {
      decided.clear();
      refresh();
      changed();
      columnsBox.hidePopover();
    });
    return [back, ...choices(all.map(({ name }) => name), (at) => shows(all[at]), (at, isShown) => {
      decided.set(all[at].name, isShown);
      refresh();
      changed();
    })];
  }

  selection.listen((changes) => {
    if (changes.has('clear') && controls.filter.value) {
      controls.filter.value = '';
      refresh();
    }
    if (changes.has('filter')) refreshRows();
    body.querySelectorAll('tr[data-index]').forEach(mark);
  });
  keepPairs('sort', () => sorting.map(({ name, isRising }) => [name, isRising]), (pairs) => {
    sorting = pairs.map(([name, isRising]) => ({ name, isRising }));
  });
  keepPairs('columns', () => [...decided], (pairs) => {
    decided.clear();
    pairs.forEach(([name, isShown]) => decided.set(name, isShown));
  });
  refresh();

  /** Keeps pairs of a column's name and yes or no in the address. */
  function keepPairs(key, write, read) {
    const encode = (name) => encodeURIComponent(name.toWellFormed());
    const names = new Map(all.map(({ name }) => [encode(name), name]));
    keep(panel, key, () => write().map(([name, flag]) => `${encode(name)}:${Number(flag)}`).join(','), (text) => {
      const pairs = text.split(',').map((part) => part.split(':')).filter(([name, flag]) => names.has(name) && /^[01]$/.test(flag));
      read(pairs.map(([name, flag]) => [names.get(name), flag === '1']));
      refresh();
    });
  }
}

/** In characters: as wide as the head, or as the widest of the first cells, within limits. */
function width(column, study) {
  let most = Math.min(18, column.name.length + 2);
  for (let i = 0; i < Math.min(200, study.size); i++) most = Math.max(most, column.text(i).length + (column.kind === 'state' ? 3 : 0));
  return Math.min(26, most) + 3;
}
