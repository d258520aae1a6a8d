// The few ways in which elements are made; text is always set as text, never parsed.
import { changed, keepControl } from './state.js';

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') made.className = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Changes what a box holds; if the focus was on a button in it, it goes to the one that is then in its place. */
export function keepFocus(box, change) {
  const buttons = () => [...box.querySelectorAll('button')];
  const place = buttons().indexOf(document.activeElement);
  change();
  if (place >= 0) buttons().slice(0, place + 1).at(-1)?.focus();
}

/** The controls of a panel by their data-option, with one listener for all; the address keeps what they are set to. */
export function options(panel, onChange) {
  const controls = {};
  const key = panel.dataset.panel ?? panel.dataset.comparison ?? panel.querySelector('h2').textContent;
  for (const control of panel.querySelectorAll('[data-option]')) {
    const name = control.dataset.option;
    controls[name] = control;
    control.addEventListener('input', (event) => {
      onChange(event);
      changed();
    });
    keepControl(panel, `${key}.${name}`, control);
  }
  return controls;
}

/** Gives text to the reader as a file. */
export function download(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href: url, download: fileName(name) }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name that every file system takes; the ending stays. */
function fileName(name) {
  const [, stem, ending] = name.match(/^(.*)(\.\w+)$/s);
  return [...stem].slice(0, 80).join('').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '') + ending;
}

/** Lines of comma-separated values, quoted where needed (RFC 4180); a text like a formula gets an apostrophe. */
export function csv(rows) {
  const harmless = (text) => (/^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text);
  const quote = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((cells) => cells.map((cell) => quote(harmless(cell))).join(',')).join('\n') + '\n';
}
