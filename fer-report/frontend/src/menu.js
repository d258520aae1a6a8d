// Small boxes that open under a button; the browser closes them with Esc or a click elsewhere.
import { element } from './dom.js';
import { shorten } from './format.js';

const GAP = 4;
const TALLEST = 440;
const MANY = 15;

// A box would stay where it is while its button scrolls away.
addEventListener('scroll', ({ target }) => {
  const open = document.querySelector('.popup:popover-open');
  if (open && !open.contains(target)) open.hidePopover();
}, { capture: true, passive: true });

/**
 * Lets a button open a box.
 *
 * @param content returns the box's elements, each time it opens
 */
export function popup(button, content) {
  const box = element('div', { class: 'popup', popover: 'auto' });
  button.after(box);
  button.popoverTargetElement = box;
  button.setAttribute('aria-expanded', 'false');
  box.addEventListener('beforetoggle', ({ newState }) => {
    button.setAttribute('aria-expanded', String(newState === 'open'));
    if (newState !== 'open') return;
    box.replaceChildren(...content());
    place(box, button.getBoundingClientRect());
  });
  return box;
}

/**
 * Lets a button open a list of actions.
 *
 * @param items returns {label, action} of each, and `pressed` where it is on or off
 */
export function menu(button, items) {
  const box = popup(button, () => items().map(({ label, action, pressed }) => {
    const item = element('button', { type: 'button', 'aria-pressed': pressed }, label);
    item.addEventListener('click', () => {
      box.hidePopover();
      action();
    });
    return item;
  }));
  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...box.children];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  });
  return box;
}

/**
 * Check boxes for a popup, with a field to find some among many.
 *
 * @param names what they are called
 * @param isChecked tells of a position whether it is checked
 * @param toggle is called with a position when the reader clicks there
 */
export function choices(names, isChecked, toggle) {
  const labels = names.map((name, at) => {
    const input = element('input', { type: 'checkbox' });
    input.addEventListener('input', () => {
      toggle(at, input.checked);
      follow();
    });
    return element('label', {}, input, ' ', element('bdi', {}, shorten(name, 40)));
  });
  const follow = () => labels.forEach((label, at) => { label.firstChild.checked = isChecked(at); });
  follow();
  if (names.length <= MANY) return labels;
  const find = element('input', { type: 'search', placeholder: `find among ${names.length}`, 'aria-label': 'find' });
  find.addEventListener('input', () => {
    const wanted = find.value.toLowerCase();
    labels.forEach((label, at) => { label.hidden = !names[at].toLowerCase().includes(wanted); });
  });
  return [find, ...labels];
}

/** Tells whether Esc belongs to an open box. */
export function isOpen() {
  return document.querySelector('.popup:popover-open') !== null;
}

/** On the side of the button where there is more room. */
function place(box, { left, right, top, bottom }) {
  const isRight = left > innerWidth / 2;
  const isLow = bottom > innerHeight * 0.6;
  box.style.left = isRight ? 'auto' : `${Math.max(GAP, left)}px`;
  box.style.right = isRight ? `${Math.max(GAP, document.documentElement.clientWidth - right)}px` : 'auto';
  box.style.top = isLow ? 'auto' : `${bottom + GAP}px`;
  box.style.bottom = isLow ? `${innerHeight - top + GAP}px` : 'auto';
  box.style.maxHeight = `${Math.min(TALLEST, (isLow ? top : innerHeight - bottom) - 3 * GAP)}px`;
}
