// Colours come from the style sheet, so that charts follow light, dark and print.
import { changed, keep } from './state.js';

const NAMES = ['ink', 'muted', 'line', 'card', 'accent', 'complete', 'pruned', 'failed', 'running', 'paused', 'best'];
const THEMES = ['light', 'dark'];
const SERIES = [0, 1, 2, 3, 4, 5];
const VIRIDIS = ['#440154', '#482878', '#3e4a89', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'];

const root = document.documentElement;

/** The colours and the font in force now. */
export function colours() {
  const probe = document.createElement('span');
  document.body.append(probe);
  const found = {};
  const resolve = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  for (const name of NAMES) found[name] = resolve(name);
  found.series = SERIES.map((i) => resolve(`series-${i}`));
  // Double quotes would end the attribute of a saved picture that holds the font.
  found.font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
  probe.remove();
  return found;
}

export function isDark() {
  const chosen = root.dataset.theme;
  if (chosen === 'print') return false;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Viridis from 0 (worst) to 1 (best): the best stands out most from the page, dark on light, light on dark. */
export function scale(share) {
  const at = isDark() ? 0.12 + 0.88 * share : 0.92 * (1 - share);
  const position = Math.min(0.9999, Math.max(0, at)) * (VIRIDIS.length - 1);
  const low = Math.floor(position);
  return mix(VIRIDIS[low], VIRIDIS[low + 1], position - low);
}

function mix(a, b, share) {
  const parts = [1, 3, 5].map((i) => {
    const from = parseInt(a.slice(i, i + 2), 16);
    const to = parseInt(b.slice(i, i + 2), 16);
    return Math.round(from + (to - from) * share);
  });
  return `rgb(${parts.join(',')})`;
}

/** Calls back whenever light, dark or print changes; the system's change is told before the colours follow it. */
export function onThemeChange(callback) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => requestAnimationFrame(callback));
  addEventListener('fer-theme', callback);
}

/** Runs an action, which must not wait for anything, in the light colours of paper. */
export function onPaper(action) {
  const before = root.dataset.theme;
  show('print');
  try {
    return action();
  } finally {
    show(before);
  }
}

function show(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}

/** The button that changes the theme, kept in the address where it differs from the system's; paper is light. */
export function installThemeSwitch() {
  const set = (theme) => {
    show(theme);
    dispatchEvent(new Event('fer-theme'));
  };
  const button = document.querySelector('[data-action=theme]');
  button.addEventListener('click', () => {
    set(isDark() ? 'light' : 'dark');
    changed();
  });
  const chosen = () => (THEMES.includes(root.dataset.theme) ? root.dataset.theme : '');
  keep(button, 'theme', chosen, (text) => {
    if (text !== chosen() && (!text || THEMES.includes(text))) set(text);
  });
  let before;
  addEventListener('beforeprint', () => {
    before = root.dataset.theme;
    set('print');
  });
  addEventListener('afterprint', () => set(before));
}
