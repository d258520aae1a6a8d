// Shows the newest report in a frame. A newer one is made ready in a second frame behind the first, given the state
// in which the reader left that, and brought to the front when the reader rests: the report needs to know nothing of it.
(() => {
  'use strict';
  const EVERY = 1000;
  const EVERY_HIDDEN = 10000;
  const REST = 800;
  const MOST_WAIT = 15000;
  const MOST_DRAWING = 5000;
  const BUSY = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove'];

  const bar = document.documentElement;
  const status = document.querySelector('[role=status]');
  const time = document.querySelector('.time');
  const main = document.querySelector('main');
  let frame = null;
  let version = '';
  let seen = null;
  let failures = 0;
  let busyUntil = 0;
  let pressed = false;

  const day = (date) => date.toLocaleDateString();
  const clock = (date) => `${day(date) === day(new Date()) ? '' : `${day(date)} `}${date.toLocaleTimeString([], { hour12: false })}`;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  async function follow() {
    for (;;) {
      await look();
      keepAddress();
      await turn();
    }
  }

  async function look() {
    try {
      const answer = await fetch('state', { cache: 'no-store' });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      seen = new Date();
      tell(state.phase.toLowerCase(), state.text, `live, as of ${clock(seen)}; last change ${clock(new Date(state.changed))}`);
      if (state.version !== version) await bring(state.version);
      failures = 0;
    } catch (error) {
      failures++;
      if (failures > 1) tell('gone', "The server is gone. Start it again with 'fer report --watch'.", seen ? `as of ${clock(seen)}` : '');
    }
  }

  /** Waits, longer where nobody looks, but not once somebody does. */
  async function turn() {
    const over = new AbortController();
    const seenAgain = new Promise((resolve) => {
      document.addEventListener('visibilitychange', () => document.hidden || resolve(), { signal: over.signal });
    });
    await Promise.race([pause(document.hidden ? EVERY_HIDDEN : EVERY), seenAgain]);
    over.abort();
  }

  function tell(phase, text, when) {
    bar.className = phase;
    if (status.textContent !== text) status.textContent = text;
    time.textContent = when;
  }

  /** Loads a version behind the one that is shown, and puts it in front. */
  async function bring(next) {
    const coming = document.createElement('iframe');
    coming.className = frame ? 'coming' : '';
    coming.title = 'Report';
    const loaded = new Promise((resolve, reject) => {
      coming.addEventListener('load', resolve, { once: true });
      setTimeout(reject, 60000, new Error('timeout'));
    });
    coming.src = `report?version=${encodeURIComponent(next)}${(frame?.contentWindow ?? window).location.hash}`;
    main.append(coming);
    try {
      await loaded;
      if (coming.contentDocument?.documentElement.dataset.ready !== 'true') throw new Error('no report');
      await rest();
      if (frame) await carry(frame.contentWindow, coming.contentWindow);
    } catch (error) {
      coming.remove();
      throw error;
    }
    const focus = frame && focused(frame.contentWindow);
    coming.className = '';
    const old = frame;
    frame = coming;
    version = next;
    if (focus) focusAgain(coming.contentWindow, focus);
    old?.remove();
    document.title = coming.contentDocument.title;
    BUSY.forEach((type) => coming.contentWindow.addEventListener(type, busy, { capture: true, passive: true }));
    coming.contentWindow.addEventListener('pointerdown', () => { pressed = true; }, true);
    ['pointerup', 'pointercancel'].forEach((type) => coming.contentWindow.addEventListener(type, () => { pressed = false; }, true));
  }

  function busy() {
    busyUntil = Date.now() + REST;
  }

  /** Waits until nobody points, scrolls, types, marks text or has a box open; not for ever. */
  async function rest() {
    const end = Date.now() + MOST_WAIT;
    const isBusy = () => frame && (pressed || Date.now() < busyUntil || !frame.contentWindow.getSelection().isCollapsed || frame.contentDocument.querySelector('[popover]:popover-open'));
    while (Date.now() < end && isBusy()) await pause(100);
  }

  /** Gives a new report what the reader did to the old one and its address does not hold. */
  async function carry(from, to) {
    const theme = from.document.documentElement.dataset.theme;
    if (theme && to.document.documentElement.dataset.theme !== theme) {
      to.document.documentElement.dataset.theme = theme;
      to.dispatchEvent(new to.Event('fer-theme'));
    }
    if (theme) bar.dataset.theme = theme;
    const elements = byKey(to);
    for (const [key, element] of byKey(from)) {
      const twin = elements.get(key);
      if (twin?.tagName === 'DETAILS') twin.open = element.open;
      else if (twin) carryControl(element, twin, to);
    }
    await pause(50);
    const boxes = byKey(to, 'div, pre');
    for (const [key, box] of byKey(from, 'div, pre')) {
      if (box.scrollTop || box.scrollLeft) boxes.get(key)?.scrollTo(box.scrollLeft, box.scrollTop);
    }
    scrollAlike(from, to);
    const inView = (box) => box.clientWidth && box.getBoundingClientRect().top < to.innerHeight && box.getBoundingClientRect().bottom > 0;
    const blank = () => [...to.document.querySelectorAll('.chart')].some((box) => inView(box) && !box.querySelector('canvas'));
    for (let waited = 0; waited < MOST_DRAWING && blank(); waited += 50) await pause(50);
    scrollAlike(from, to);
  }

  function carryControl(from, to, view) {
    const isSwitch = from.type === 'checkbox' || from.type === 'radio';
    if (isSwitch ? from.checked === to.checked : from.value === to.value) return;
    if (isSwitch) to.checked = from.checked;
    else to.value = from.value;
    to.dispatchEvent(new view.Event('input', { bubbles: true }));
  }

  /** Details and controls, or what else is asked for, by the nearest part that has a name and their place in it. */
  function byKey(view, what = 'details, input, select') {
    const found = new Map();
    const counts = new Map();
    for (const element of view.document.querySelectorAll(what)) {
      const part = element.closest('[id], [aria-labelledby]');
      const name = element.id || `${part?.id || part?.getAttribute('aria-labelledby') || ''} ${element.tagName} ${element.className} ${element.dataset.option ?? ''}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      found.set(`${name} ${counts.get(name)}`, element);
    }
    return found;
  }

  /** Puts the part that stands at the top of the old window at the same place of the new one. */
  function scrollAlike(from, to) {
    const parts = (view) => [...view.document.querySelectorAll('[data-panel], section, article, details.study')];
    const name = (part) => part.id || part.getAttribute('aria-labelledby') || part.getAttribute('aria-label');
    const top = parts(from).filter((part) => name(part) && part.getBoundingClientRect().top <= 1 && part.getBoundingClientRect().height).at(-1);
    const twin = top && parts(to).find((part) => name(part) === name(top));
    if (!twin || !from.scrollY) to.scrollTo({ left: from.scrollX, top: from.scrollY, behavior: 'instant' });
    else to.scrollBy({ top: twin.getBoundingClientRect().top - top.getBoundingClientRect().top, behavior: 'instant' });
  }

  function focused(view) {
    const active = view.document.activeElement;
    const what = 'a, button, input, select, summary, [tabindex]';
    if (!active?.matches(what)) return null;
    for (const [key, element] of byKey(view, what)) {
      if (element === active) return { key, what, start: active.selectionStart, end: active.selectionEnd };
    }
    return null;
  }

  function focusAgain(view, { key, what, start, end }) {
    const twin = byKey(view, what).get(key);
    twin?.focus({ preventScroll: true });
    if (Number.isInteger(start)) twin?.setSelectionRange?.(start, end);
  }

  /** The address of this page holds what that of the report does, so that it can be sent on or opened again. */
  function keepAddress() {
    const hash = frame?.contentWindow.location.hash ?? '';
    if (frame && hash !== location.hash) history.replaceState(null, '', hash || location.pathname);
  }

  follow();
})();
