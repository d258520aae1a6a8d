// What the cells of a confusion matrix say: shares of their row, of their column, or counts.
import { options } from './dom.js';
import { number } from './format.js';

export function evaluation(panel) {
  const table = panel.querySelector('.confusion');
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll('td')]);
  const counts = rows.map((row) => row.map((cell) => Number(cell.dataset.count)));
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const captions = {
    rows: 'True class by row, predicted class by column: share of the row, count below',
    columns: 'True class by row, predicted class by column: share of the column, count below',
    counts: 'True class by row, predicted class by column: counts',
  };
  const largest = Math.max(...counts.flat());

  const controls = options(panel, show);
  show();

  function show() {
    const kind = controls.cells.value;
    table.caption.textContent = captions[kind];
    rows.forEach((row, i) => row.forEach((cell, j) => {
      const count = counts[i][j];
      const whole = kind === 'rows' ? sum(counts[i]) : kind === 'columns' ? sum(counts.map((line) => line[j])) : largest;
      const share = whole ? count / whole : 0;
      cell.style.setProperty('--share', share.toFixed(3));
      const main = cell.querySelector('b');
      main.textContent = kind === 'counts' ? number(count) : whole ? `${Math.round(100 * share)}\u00a0%` : '–';
      cell.querySelector('small').hidden = kind === 'counts';
    }));
  }
}
