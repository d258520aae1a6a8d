// The contents of the page, from the headings of its panels; the one being read is marked.
import { element } from './dom.js';
import { shorten } from './format.js';

const FEWEST = 4;

export function installContents() {
  const nav = document.querySelector('.contents');
  const [button, list] = [nav.querySelector('button'), nav.querySelector('ol')];
  const links = new Map();
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    mark();
  }, { rootMargin: '-10% 0px -55% 0px' });

  function mark() {
    const current = [...links.keys()].find((panel) => seen.has(panel));
    for (const [panel, link] of current ? links : []) {
      if (panel === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  }

  function build() {
    watcher.disconnect();
    links.clear();
    seen.clear();
    const parts = [...document.querySelectorAll('main .panel, main details.study')].filter((part) => !part.hidden && part.querySelector('h2') && !part.closest('details.study:not([open]) > :not(summary)'));
    nav.hidden = parts.length < FEWEST;
    list.replaceChildren(...parts.map((part, i) => {
      const made = link(part, i);
      links.set(part, made);
      if (part.matches('.panel')) watcher.observe(part);
      return element('li', { class: part.matches('.panel') && part.closest('details.study') ? 'inner' : '' }, made);
    }));
  }

  function link(part, i) {
    const heading = part.querySelector('h2');
    heading.id ||= `part-${i}`;
    const made = element('a', { href: `#${heading.id}` }, element('bdi', {}, shorten(heading.textContent, 60)));
    // An ordinary jump would write over what the address keeps.
    made.addEventListener('click', (event) => {
      event.preventDefault();
      unfold(false);
      part.scrollIntoView({ block: 'start' });
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    });
    return made;
  }

  /** On small screens the list is folded away. */
  function unfold(isOpen) {
    nav.classList.toggle('open', isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
  }

  // An ordinary jump of the skip link would write over what the address keeps, too.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    const main = document.getElementById('main');
    main.tabIndex = -1;
    main.focus();
  });
  button.addEventListener('click', () => unfold(!nav.classList.contains('open')));
  nav.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !nav.classList.contains('open')) return;
    event.stopPropagation();
    unfold(false);
    button.focus();
  });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.matches('.panel, details.study'))) build();
  }).observe(document.getElementById('main'), { subtree: true, attributes: true, attributeFilter: ['hidden', 'open'] });
  build();
}
