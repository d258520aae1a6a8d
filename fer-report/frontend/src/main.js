// Brings the panels of the page to life. A new panel is a module, a template, and a line in PANELS.
import { installBar } from './bar.js';
import { chosen } from './chosen.js';
import { comparison } from './comparison.js';
import { installContents } from './contents.js';
import { contour } from './contour.js';
import { cost } from './cost.js';
import { curves, training } from './curves.js';
import { readReport } from './data.js';
import { distribution, distributions } from './distribution.js';
import { options } from './dom.js';
import { evaluation } from './evaluation.js';
import { history } from './history.js';
import { importance } from './importance.js';
import { installKeys } from './keyboard.js';
import { isOpen } from './menu.js';
import { parallel } from './parallel.js';
import { growth, pareto } from './pareto.js';
import { pruning } from './pruning.js';
import { repeats } from './repeats.js';
import { installSaving } from './saving.js';
import { Selection } from './selection.js';
import { slices } from './slices.js';
import { sources } from './sources.js';
import { changed, keep } from './state.js';
import { table } from './table.js';
import { installThemeSwitch } from './theme.js';
import { timeline } from './timeline.js';
import { installStates } from './trial.js';

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
  chosen,
  trials: table,
};

function showStudy(root, study) {
  const selection = new Selection(study);
  watch(study, selection);
  for (const panel of root.querySelectorAll('[data-panel]')) PANELS[panel.dataset.panel]?.(panel, study, selection);
  installStates(root, selection);
  installKeys(root, study, selection);
  selection.keepInAddress(root);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !isOpen()) selection.clear();
  });
}

/** A study of a comparison is brought to life when it is unfolded. */
function showWhenUnfolded(root, study) {
  root.addEventListener('toggle', () => showStudy(root, study), { once: true });
  root.addEventListener('toggle', changed);
  keep(root, 'open', () => (root.open ? '1' : ''), (text) => {
    root.open = text === '1';
  });
}

function installCopyButtons() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', async () => {
      const text = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = 'Copied';
      } catch {
        // A page that came over plain http may not write to the clipboard.
        getSelection().selectAllChildren(text);
        button.textContent = 'Selected: copy it with Ctrl-C';
      }
    });
  }
}

function installDifferenceSwitches() {
  for (const panel of document.querySelectorAll('.sides')) {
    options(panel, ({ target }) => panel.classList.toggle('differing', target.checked));
  }
}

document.documentElement.classList.add('js');
const report = readReport();
const { studies } = report;
const watch = installBar(studies);
installThemeSwitch();
installCopyButtons();
installDifferenceSwitches();
document.querySelectorAll('[data-comparison]').forEach((panel) => comparison(panel, report.comparison));
document.querySelectorAll('[data-distributions]').forEach((panel) => distributions(panel, report.comparison, studies[0]));
for (const root of document.querySelectorAll('[data-study]')) {
  const study = studies[Number(root.dataset.study)];
  if (root.matches('details')) showWhenUnfolded(root, study);
  else showStudy(root, study);
}
document.querySelectorAll('.panel').forEach(installSaving);
installContents();
queueMicrotask(() => {
  document.documentElement.dataset.ready = 'true';
});
