// The few ways in which elements are made; text is always set as text, never parsed.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') made.className = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** The controls of a panel by their data-option, with one listener for all. */
export function options(panel, onChange) {
  const controls = {};
  for (const control of panel.querySelectorAll('[data-option]')) {
    controls[control.dataset.option] = control;
    control.addEventListener('input', onChange);
  }
  return controls;
}
