// What the reader has set, kept in the address behind the #, so that a reload, or a link that is sent on, shows the
// same. Only what differs from the default stands there. The address may come from anybody: readers must check it.

const LONGEST = 4000;
const OF_A_STUDY = /^s\d+\./;
const PAUSE = 150;

const kept = new Map();
let waiting = [];
let timer = 0;

/**
 * Keeps a part of the view in the address; it is restored when the script that calls this has ended.
 *
 * @param place an element inside the study it belongs to; the studies of a comparison are kept apart
 * @param name unique in its study
 * @param write returns the text to keep, empty for the default
 * @param read takes such a text, or an empty one for the default; the text may hold anything
 */
export function keep(place, name, write, read) {
  const key = prefix(place) + name;
  kept.set(key, { write, read });
  if (waiting.push(key) === 1) queueMicrotask(restoreNew);
}

/** Keeps a control's value. */
export function keepControl(place, name, control) {
  const isSwitch = control.type === 'checkbox';
  const value = () => (isSwitch ? String(Number(control.checked)) : control.value);
  let usual = null;
  const write = () => (value() === usual ? '' : value());
  keep(place, name, write, (text) => {
    usual ??= value();
    const wanted = text || usual;
    if (wanted === value() || !takes(control, wanted)) return;
    if (isSwitch) control.checked = wanted === '1';
    else control.value = wanted;
    control.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/**
 * Shows the rest when the reader asks for more, and keeps that it was asked for.
 *
 * @param more a button, hidden where there is no more
 */
export function keepMore(place, name, more, show) {
  let isShown = false;
  const showOnce = () => {
    if (isShown || more.hidden) return;
    isShown = true;
    more.hidden = true;
    show();
  };
  more.addEventListener('click', () => {
    showOnce();
    changed();
  });
  keep(place, `${name}.more`, () => (isShown ? '1' : ''), (text) => text === '1' && showOnce());
}

function takes(control, text) {
  if (control.type === 'checkbox') return text === '0' || text === '1';
  return control.tagName !== 'SELECT' || [...control.options].some((option) => option.value === text);
}

/** Writes the address anew, soon: something that is kept has changed. */
export function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const text = address();
    if (text !== location.hash.slice(1)) history.replaceState(null, '', text ? `#${text}` : location.pathname + location.search);
  }, PAUSE);
}

function prefix(place) {
  const studies = document.querySelectorAll('[data-study]').length;
  const study = place.closest('[data-study]')?.dataset.study;
  return studies > 1 && study !== undefined ? `s${study}.` : '';
}

function address() {
  const values = new Map([...parse()].filter(([key]) => OF_A_STUDY.test(key) && !kept.has(key)));
  for (const [key, { write }] of kept) values.set(key, write());
  return [...values].filter(([, value]) => value).map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
}

/** What a fragment may hold as it is stays readable. */
function encode(text) {
  return encodeURIComponent(text.toWellFormed()).replace(/%(2C|3A|24|2F)/g, decodeURIComponent);
}

function parse() {
  const values = new URLSearchParams(location.hash.slice(1));
  return new Map([...values].filter(([, value]) => value.length <= LONGEST));
}

function restoreNew() {
  const values = parse();
  // Restoring may lead to panels that keep more.
  for (const key of waiting) kept.get(key).read(values.get(key) ?? '');
  waiting = [];
}

addEventListener('hashchange', () => {
  const text = location.hash.slice(1);
  if (text && !text.includes('=')) return; // A jump within the page is no view.
  const values = parse();
  for (const [key, { read }] of kept) read(values.get(key) ?? '');
});
