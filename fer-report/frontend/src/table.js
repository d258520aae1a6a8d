// The trials as a table: sorted by any column, filtered, and only as many rows in the document as can be seen.
import { element, options } from './dom.js';
import { parseFilter } from './filter.js';
import { NONE, aligned, duration, number, shorten } from './format.js';

const ROW_HEIGHT = 32;
const SPARE_ROWS = 8;

export function table(panel, study, selection) {
  const box = panel.querySelector('.table');
  const controls = options(panel, refresh);
  let sorting = { column: null, rising: true };
  const all = allColumns(study);
  let columns = [];
  let rows = [];
  let drawn = '';

  const head = element('tr');
  const body = element('tbody');
  const group = element('colgroup');
  box.append(element('table', { class: 'trials' }, group, element('thead', {}, head), body));
  box.addEventListener('scroll', () => requestAnimationFrame(drawRows), { passive: true });
  new ResizeObserver(() => drawRows()).observe(box);
  body.addEventListener('click', (event) => withRow(event, (index) => selection.toggle(index)));
  body.addEventListener('pointerover', (event) => withRow(event, (index) => selection.hover(index)));
  body.addEventListener('pointerleave', () => selection.hover(-1));
  body.addEventListener('keydown', (event) => {
    const next = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    if (next) event.target[next]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') withRow(event, (index) => selection.toggle(index));
    else return;
    event.preventDefault();
  });
  panel.querySelector('[data-action=csv]').addEventListener('click', () => download(study, columns, rows));

  function withRow(event, action) {
    const index = event.target.closest('tr')?.dataset.index;
    if (index !== undefined) action(Number(index));
  }

  function refresh() {
    selection.filter('table', parseFilter(controls.filter.value, all));
    columns = all.filter((column) => shows(column, controls));
    const widths = columns.map((column) => width(column, study));
    group.replaceChildren(...widths.map((ch) => element('col', { style: `width:${ch}ch` })));
    box.querySelector('table').style.width = `max(100%, ${widths.reduce((a, b) => a + b, 0)}ch)`;
    head.replaceChildren(...columns.map(header));
    refreshRows();
  }

  function header(column) {
    const sorted = sorting.column === column.name;
    const button = element('button', { type: 'button', title: column.name }, column.name, element('i', { 'aria-hidden': 'true' }, sorted ? (sorting.rising ? '▲' : '▼') : ''));
    button.addEventListener('click', () => {
      sorting = { column: column.name, rising: sorted ? !sorting.rising : true };
      refresh();
      head.querySelector(`th:nth-child(${columns.indexOf(column) + 1}) button`)?.focus();
    });
    return element('th', { scope: 'col', class: column.number ? 'number' : '', 'aria-sort': sorted ? (sorting.rising ? 'ascending' : 'descending') : null }, button);
  }

  function refreshRows() {
    rows = sortedIndices(study, columns, sorting).filter((index) => selection.passes(index));
    const count = panel.querySelector('.toolbar .count');
    count.textContent = rows.length === study.size ? `${number(study.size)} trial${study.size === 1 ? '' : 's'}` : `${number(rows.length)} of ${number(study.size)} trials`;
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
      ...shown.map((index, i) => row(index, i === 0)),
      ...spacer(rows.length - first - shown.length),
      ...(rows.length ? [] : [element('tr', {}, element('td', { colspan: columns.length, class: 'empty' }, 'No trial passes the filters.'))]),
    );
    if (focused) body.querySelector(`tr[data-index='${focused}']`)?.focus({ preventScroll: true });
  }

  /** Only one row is reached by the tab key; the arrow keys go on from there. */
  function row(index, isFirst) {
    const made = element('tr', { tabindex: isFirst ? 0 : -1, class: marks(index) }, ...columns.map((column) => data(column, index)));
    made.dataset.index = index;
    return made;
  }

  function data(column, index) {
    const text = column.text(index);
    const made = element('td', { class: column.number ? 'number' : '', title: text.length > 20 ? shorten(text, 400) : null });
    if (column.name === 'state') made.append(element('i', { class: `mark state-${text}` }), text);
    else made.append(element('bdi', {}, shorten(text, 60)));
    return made;
  }

  function marks(index) {
    return [
      index === study.best ? 'winner' : '',
      selection.chosen.includes(index) ? 'chosen' : '',
      selection.hovered === index ? 'hovered' : '',
    ].join(' ').trim();
  }

  selection.listen((changes) => {
    if (changes.has('clear')) {
      controls.filter.value = '';
    }
    if (changes.has('filter')) refreshRows();
    for (const made of body.querySelectorAll('tr[data-index]')) made.className = marks(Number(made.dataset.index));
  });
  refresh();
}

function allColumns(study) {
  const numeric = (name, values, extra = {}) => {
    const format = aligned(values);
    return {
      name,
      number: (index) => values[index],
      text: (index) => format(values[index]),
      raw: (index) => (Number.isNaN(values[index]) ? '' : String(values[index])),
      differs: true,
      ...extra,
    };
  };
  const choice = ({ name, codes, choices, varies }) => ({
    name,
    order: (index) => codes[index],
    text: (index) => choices[codes[index]] ?? NONE,
    raw: (index) => choices[codes[index]] ?? '',
    differs: varies,
  });
  return [
    numeric('trial', study.numbers, { text: (index) => String(study.numbers[index]) }),
    numeric(study.goal.metric, study.values),
    { name: 'state', text: (index) => study.states[index], raw: (index) => study.states[index], differs: true },
    ...study.parameters.map((parameter) => (
      parameter.isChoice ? choice(parameter) : numeric(parameter.name, parameter.codes, { differs: parameter.varies })
    )),
    ...study.attributes.map(({ name, values }) => numeric(name, values)),
    ...study.metrics.map(({ name, values }) => numeric(name, values, { isMetric: true })),
    numeric('steps', study.steps),
    numeric('time', study.seconds, { text: (index) => duration(study.seconds[index]), raw: (index) => study.seconds[index].toFixed(3) }),
  ];
}

function shows(column, controls) {
  return (column.differs || !controls.differing.checked) && (!column.isMetric || controls.metrics.checked);
}

/** In characters: as wide as the head, or as the widest of the first cells, within limits. */
function width(column, study) {
  let most = Math.min(18, column.name.length + 2);
  for (let i = 0; i < Math.min(200, study.size); i++) most = Math.max(most, column.text(i).length + (column.name === 'state' ? 3 : 0));
  return Math.min(26, most) + 3;
}

/** Indices by the sorted column; without one, the best first, then the others by number. */
function sortedIndices(study, columns, { column: name, rising }) {
  const column = columns.find((each) => each.name === name);
  if (!column) {
    const ranked = new Set(study.ranking);
    const others = Array.from({ length: study.size }, (_, i) => i).filter((i) => !ranked.has(i));
    return [...study.ranking, ...others];
  }
  const key = column.order ?? column.number ?? column.text;
  const sign = rising ? 1 : -1;
  const missing = (value) => typeof value === 'number' && Number.isNaN(value);
  return Array.from({ length: study.size }, (_, i) => i).sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (missing(left) || missing(right)) return missing(left) - missing(right);
    return (left < right ? -sign : left > right ? sign : 0) || a - b;
  });
}

function download(study, columns, rows) {
  const quote = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map((column) => quote(column.name)), ...rows.map((index) => columns.map((column) => quote(column.raw(index))))];
  const url = URL.createObjectURL(new Blob([lines.map((line) => line.join(',')).join('\n') + '\n'], { type: 'text/csv' }));
  element('a', { href: url, download: 'trials.csv' }).click();
  URL.revokeObjectURL(url);
}
