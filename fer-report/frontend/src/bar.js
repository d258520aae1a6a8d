// The bar that says what is chosen and filtered on the page, and ends it.
import { element, keepFocus } from './dom.js';
import { number } from './format.js';
import { LETTERS } from './selection.js';

export function installBar(studies) {
  const bar = document.querySelector('.selection');
  const selections = new Map();
  // One and the same, as readers of screens tell only of changes in what they know.
  const status = element('span', { role: 'status' });

  function show() {
    const chips = [];
    const notes = [];
    for (const [study, selection] of selections) {
      const of = studies.length > 1 ? `${study.name}: ` : '';
      chips.push(...selection.chosen.map((index, i) => chip(of, study, selection, index, i)));
      if (selection.isFiltered) notes.push(`${of}${number(selection.count())} of ${number(study.size)} trials pass the filters`);
    }
    bar.hidden = !chips.length && !notes.length;
    if (bar.hidden) return;
    const clear = element('button', { type: 'button', class: 'clear' }, 'Clear (Esc)');
    clear.addEventListener('click', () => selections.forEach((selection) => selection.clear()));
    status.textContent = notes.join(' · ');
    keepFocus(bar, () => bar.replaceChildren(...chips, status, ...compareButton(), clear));
  }

  /** Leads to where two or more chosen trials stand side by side. */
  function compareButton() {
    if (![...selections.values()].some(({ chosen }) => chosen.length > 1)) return [];
    const button = element('button', { type: 'button' }, 'Compare');
    button.addEventListener('click', () => document.querySelector('[data-panel=chosen]:not([hidden])')?.scrollIntoView({ block: 'start' }));
    return [button];
  }

  return (study, selection) => {
    selections.set(study, selection);
    selection.listen((changes) => {
      if (changes.has('chosen') || changes.has('filter')) show();
    });
  };
}

function chip(of, study, selection, index, i) {
  const made = element(
    'button',
    { type: 'button', class: 'chip', 'aria-label': `${of}give up trial ${study.numbers[index]}`, title: 'Give up' },
    element('i', { class: `letter series-${i}` }, LETTERS[i]),
    element('bdi', {}, `${of}trial ${study.numbers[index]}`),
    ` ${number(study.values[index])} ×`,
  );
  made.addEventListener('click', () => selection.toggle(index));
  return made;
}
