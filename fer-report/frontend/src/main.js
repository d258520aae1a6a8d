// Brings the panels of the page to life. A new panel is a module, a template, and a line in PANELS.
import { installBar } from './bar.js';
import { chosen } from './chosen.js';
import { comparison } from './comparison.js';
import { installContents } from './contents.js';
import { curves, training } from './curves.js';
import { readStudies } from './data.js';
import { options } from './dom.js';
import { history } from './history.js';
import { installKeys } from './keyboard.js';
import { isOpen } from './menu.js';
import { parallel } from './parallel.js';
import { installSaving } from './saving.js';
import { Selection } from './selection.js';
import { slices } from './slices.js';
import { changed, keep } from './state.js';
import { table } from './table.js';
import { installThemeSwitch } from './theme.js';
import { installStates } from './trial.js';

const PANELS = { history, curves, training, parallel, slices, chosen, trials: table };

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
      await navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = 'Copied';
    });
  }
}

function installDifferenceSwitches() {
  for (const panel of document.querySelectorAll('.sides')) {
    options(panel, ({ target }) => panel.classList.toggle('differing', target.checked));
  }
}

document.documentElement.classList.add('js');
const studies = readStudies();
const watch = installBar(studies);
installThemeSwitch();
installCopyButtons();
installDifferenceSwitches();
document.querySelectorAll('[data-comparison]').forEach((panel) => comparison(panel, studies));
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
