// Charts without a mouse: a chart can be focused, is described by its panel's sentence, and the arrow keys point at
// one trial after another, from the best to the worst; Enter chooses it.
import { number } from './format.js';

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
let descriptions = 0;

/** Makes a chart's box focusable and gives it its panel's sentence as description. */
export function describe(box) {
  const caption = box.closest('.panel')?.querySelector('.caption');
  box.tabIndex = 0;
  if (!caption) return;
  caption.id ||= `caption-${descriptions++}`;
  box.setAttribute('aria-describedby', caption.id);
}

export function installKeys(root, study, selection) {
  const spoken = document.querySelector('.spoken');
  root.addEventListener('keydown', (event) => {
    if (!event.target.matches('.chart') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) point(STEPS[event.key]);
    else if (event.key === 'Enter' || event.key === ' ') choose();
    else return;
    event.preventDefault();
  });
  root.addEventListener('focusout', () => {
    spoken.textContent = '';
  });

  function point(step) {
    const order = study.ranking.filter((index) => selection.passes(index));
    if (!order.length) return;
    const rank = Math.min(order.length - 1, Math.max(0, order.indexOf(selection.hovered) + step));
    selection.point(order[rank]);
    say(order[rank], `${number(rank + 1)} of ${number(order.length)}`);
  }

  function choose() {
    if (selection.hovered < 0) return;
    selection.toggle(selection.hovered);
    say(selection.hovered, selection.chosen.includes(selection.hovered) ? 'chosen' : 'given up');
  }

  function say(index, more) {
    spoken.textContent = `Trial ${study.numbers[index]}: ${number(study.values[index])}, ${more}`;
  }
}
