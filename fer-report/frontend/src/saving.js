// Saves a panel as a picture: what it draws with its heading, sentence and key, in light colours; and its tables.
import { csv, download, element } from './dom.js';
import { init } from './echarts.js';
import { menu } from './menu.js';
import { colours, onPaper, scale } from './theme.js';
import { SHAPES } from './trial.js';

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 16;
const SHARPNESS = 2;
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const charts = new Set();
const ruler = element('canvas').getContext('2d');

/** Makes a chart part of its panel's picture. */
export function offerSaving(chart) {
  charts.add(chart);
}

/** Gives a panel that draws or lists something a menu to save that. */
export function installSaving(panel) {
  if (!panel.querySelector('.chart, .multiples') && !tables(panel).length) return;
  const heading = panel.querySelector('h2');
  const button = element('button', { type: 'button', class: 'save', 'aria-label': `Save ${heading.textContent}`, title: 'Save' }, '⤓');
  heading.after(button);
  menu(button, () => {
    const name = `${nameOf(panel)} ${heading.textContent}`;
    const items = [];
    if (shown(panel).length) {
      items.push({ label: 'Save as SVG', action: () => download(`${name}.svg`, 'image/svg+xml', picture(panel).svg) });
      items.push({ label: 'Save as PNG', action: async () => download(`${name}.png`, 'image/png', await pixels(picture(panel))) });
    }
    if (tables(panel).length) items.push({ label: 'Save table as CSV', action: () => download(`${name}.csv`, 'text/csv', csv(tables(panel).flatMap(rows))) });
    return items;
  });
}

function nameOf(panel) {
  return panel.closest('[data-study]')?.querySelector('summary h2')?.textContent ?? document.title;
}

function shown(panel) {
  return [...charts].filter(({ box }) => panel.contains(box) && box.clientWidth > 0);
}

function tables(panel) {
  return [...panel.querySelectorAll('table.plain, table.confusion')].filter((table) => !table.closest('.static'));
}

function rows(table) {
  return [...table.rows].map((row) => [...row.cells].map((cell) => {
    const text = cell.dataset.count ?? cell.textContent.trim();
    return cell.matches('.number') ? text.replaceAll(',', '').replaceAll('−', '-') : text;
  }));
}

/** The panel as an SVG document of its own: text stays text, and there is nothing in it that runs. */
export function picture(panel) {
  return onPaper(() => {
    const theme = colours();
    const width = Math.round(panel.clientWidth);
    const sheet = node('svg', { xmlns: SVG, width, 'font-family': theme.font });
    const background = sheet.appendChild(node('rect', { width: '100%', fill: '#fff' }));
    let y = PADDING;
    const write = (text, size, colour, weight) => {
      for (const line of wrap(text, width - 2 * PADDING, `${weight} ${size}px ${theme.font}`)) {
        y += size * 1.35;
        sheet.append(node('text', { x: PADDING, y, 'font-size': size, 'font-weight': weight, fill: colour }, line));
      }
    };
    write(`${panel.querySelector('h2').textContent} · ${nameOf(panel)}`, 17, theme.ink, 600);
    write(panel.querySelector('.caption')?.textContent ?? '', 13, theme.muted, 400);
    y = drawKey(sheet, panel, theme, width, y + 10);
    const height = Math.ceil(drawCharts(sheet, panel, theme, y + 10) + PADDING);
    sheet.setAttribute('height', height);
    sheet.setAttribute('viewBox', `0 0 ${width} ${height}`);
    background.setAttribute('height', height);
    return { svg: new XMLSerializer().serializeToString(sheet).replace(NOT_XML, ''), width, height };
  });
}

/** Draws the charts where they stand on the page; returns where they end. */
function drawCharts(sheet, panel, theme, top) {
  const { left } = panel.getBoundingClientRect();
  const places = shown(panel).map((chart) => {
    const caption = chart.box.closest('figure')?.querySelector('figcaption');
    return { chart, caption, at: chart.box.getBoundingClientRect(), title: caption?.getBoundingClientRect() };
  });
  const first = Math.min(...places.map(({ at, title }) => (title ?? at).top));
  for (const { chart, caption, at, title } of places) {
    const drawn = document.importNode(chartAsSvg(chart), true);
    drawn.setAttribute('x', at.left - left);
    drawn.setAttribute('y', at.top - first + top);
    sheet.append(drawn);
    if (!caption) continue;
    const name = [...caption.childNodes].filter((child) => !child.matches?.('.key')).map((child) => child.textContent).join('');
    sheet.append(node('text', { x: title.left - left, y: title.top - first + top + 14, 'font-size': 13, 'font-weight': 600, fill: theme.ink }, name));
  }
  return Math.max(...places.map(({ at }) => at.bottom)) - first + top;
}

function chartAsSvg(chart) {
  const { clientWidth: width, clientHeight: height } = chart.box;
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption(chart.whole());
    const drawn = new DOMParser().parseFromString(instance.renderToSVGString().replace(NOT_XML, ''), 'image/svg+xml').documentElement;
    // ECharts adds rules for a pointer that is not there.
    drawn.querySelectorAll('style').forEach((style) => style.remove());
    return drawn;
  } finally {
    instance.dispose();
  }
}

/** The panel's key: states, strokes, and the scale of colours; returns where it ends. */
function drawKey(sheet, panel, theme, width, top) {
  const entries = new Map([...panel.querySelectorAll('.key .count')].map((entry) => [entry.textContent, entry]));
  let [x, y] = [PADDING, top];
  ruler.font = `12.5px ${theme.font}`;
  const put = (text, mark, room) => {
    const wide = room + 6 + ruler.measureText(text).width;
    if (x > PADDING && x + wide > width - PADDING) [x, y] = [PADDING, y + 20];
    sheet.append(...mark(x, y + 8), node('text', { x: x + room + 6, y: y + 12, 'font-size': 12.5, fill: theme.muted }, text));
    x += wide + 18;
  };
  for (const [text, entry] of entries) put(text, (at, middle) => sign(entry.querySelector('i'), at, middle), entry.querySelector('.stroke') ? 22 : 10);
  const ends = [...(panel.querySelector('.scale')?.childNodes ?? [])].filter((child) => child.nodeType === Node.TEXT_NODE);
  if (ends.length === 2) {
    put(ends[0].textContent, () => [], -6);
    put(ends[1].textContent, (at, middle) => Array.from({ length: 20 }, (_, i) => node('rect', { x: at + 5 * i, y: middle - 5, width: 5.2, height: 10, fill: scale(i / 19) })), 100);
  }
  return x > PADDING ? y + 20 : top;
}

/** What stands before an entry of a key: a state's symbol, a stroke, or a patch of colour. */
function sign(mark, x, y) {
  if (!mark) return [];
  const style = getComputedStyle(mark);
  if (mark.matches('.stroke')) {
    const dash = { dashed: '6 4', dotted: '2 3' }[style.borderTopStyle] ?? null;
    return [node('line', { x1: x, y1: y, x2: x + 20, y2: y, stroke: style.borderTopColor, 'stroke-width': 2.5, 'stroke-dasharray': dash })];
  }
  const state = [...mark.classList].find((name) => name.startsWith('state-'))?.slice(6);
  const shape = SHAPES[state];
  if (!shape) return [node('rect', { x, y: y - 5, width: 10, height: 10, fill: style.backgroundColor })];
  const colour = colours()[state] ?? colours().running;
  const paint = shape.hollow ? { fill: 'none', stroke: colour, 'stroke-width': 2 } : { fill: colour };
  return [node('path', { d: shape.path, transform: `translate(${x + 5} ${y})`, ...paint })];
}

function node(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && key !== 'xmlns') made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Breaks a sentence into lines; a word longer than a line is cut. */
function wrap(text, width, font) {
  ruler.font = font;
  const lines = [];
  let line = '';
  for (const word of text.trim().split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && ruler.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].filter(Boolean).slice(0, 6).map((each) => cut(each, width));
}

function cut(line, width) {
  if (ruler.measureText(line).width <= width) return line;
  const characters = [...line];
  while (characters.length && ruler.measureText(`${characters.join('')}…`).width > width) characters.length = Math.floor(characters.length * 0.9);
  return `${characters.join('')}…`;
}

async function pixels({ svg, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = element('canvas', { width: width * SHARPNESS, height: height * SHARPNESS });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
