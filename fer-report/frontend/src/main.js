// Brings the panels of the page to life. A new panel is a module, a template, and a line in PANELS.
import { comparison } from './comparison.js';
import { contour } from './contour.js';
import { cost } from './cost.js';
import { curves, training } from './curves.js';
import { readReport } from './data.js';
import { distribution, distributions } from './distribution.js';
import { element } from './dom.js';
import { evaluation } from './evaluation.js';
import { number } from './format.js';
import { history } from './history.js';
import { importance } from './importance.js';
import { parallel } from './parallel.js';
import { growth, pareto } from './pareto.js';
import { pruning } from './pruning.js';
import { repeats } from './repeats.js';
import { Selection } from './selection.js';
import { slices } from './slices.js';
import { sources } from './sources.js';
import { table } from './table.js';
import { installThemeSwitch } from './theme.js';
import { timeline } from './timeline.js';

const PANELS = {
  history,
  curves,
  training,
  parallel,
  importance,
  slices,
  contour,
  pareto,
  growth,
  repeats,
  distribution,
  sources,
  pruning,
  timeline,
  cost,
  evaluation,
  trials: table,
};

function showStudy(root, study) {
  const selection = new Selection(study.size);
  for (const panel of root.querySelectorAll('[data-panel]')) PANELS[panel.dataset.panel]?.(panel, study, selection);
  selection.listen(() => showSelection(study, selection));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') selection.clear();
  });
  return selection;
}

/** The bar that says what is selected, and ends it. */
function showSelection(study, selection) {
  const bar = document.querySelector('.selection');
  const parts = selection.chosen.map((index) => `trial ${study.numbers[index]} (${number(study.values[index])})`);
  if (selection.isFiltered) parts.push(`${number(selection.count())} of ${number(study.size)} trials pass the filters`);
  bar.hidden = parts.length === 0;
  const clear = element('button', { type: 'button' }, 'Clear (Esc)');
  clear.addEventListener('click', () => selection.clear());
  bar.replaceChildren(element('span', {}, parts.join(' · ')), clear);
}

/** Keeps the chosen trials of a single study in the address, so that it can be sent on. */
function keepInAddress(study, selection) {
  const numbers = new URLSearchParams(location.hash.slice(1)).get('trials');
  (numbers ?? '').split(',').filter(Boolean).map(Number).filter((n) => study.indexOf.has(n)).slice(0, 5)
    .forEach((n) => selection.toggle(study.indexOf.get(n)));
  selection.listen((changes) => {
    if (!changes.has('chosen')) return;
    const chosen = selection.chosen.map((index) => study.numbers[index]).join(',');
    window.history.replaceState(null, '', chosen ? `#trials=${chosen}` : location.pathname + location.search);
  });
}

function installCopyButtons() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', async () => {
      await navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = 'Copied';
    });
  }
}

function installDifferenceSwitches() {
  for (const panel of document.querySelectorAll('.sides')) {
    panel.querySelector('[data-option=differing]').addEventListener('input', (event) => {
      panel.classList.toggle('differing', event.target.checked);
    });
  }
}

document.documentElement.classList.add('js');
const report = readReport();
const { studies } = report;
installThemeSwitch();
installCopyButtons();
installDifferenceSwitches();
document.querySelectorAll('[data-comparison]').forEach((panel) => comparison(panel, report.comparison));
document.querySelectorAll('[data-distributions]').forEach((panel) => distributions(panel, studies));
for (const root of document.querySelectorAll('[data-study]')) {
  const study = studies[Number(root.dataset.study)];
  if (root.matches('details')) {
    root.addEventListener('toggle', () => showStudy(root, study), { once: true });
  } else {
    keepInAddress(study, showStudy(root, study));
  }
}
document.documentElement.dataset.ready = 'true';
