// The table's filter line: words that a row must hold, and comparisons such as `dropout<0.3` or `state:pruned`;
// quotes keep spaces together.

const WORD = /(?:[^\s"]|"[^"]*")+/g;
const COMPARISON = /^(.+?)(<=|>=|!=|<|>|=|:)(.+)$/s;

/**
 * Returns `holds`, a predicate of a trial's index or null for an empty line, and `unknown`, the names in comparisons
 * that no column has.
 *
 * @param columns each with name, text(index), and number(index) where its values are numbers
 */
export function parseFilter(line, columns) {
  const unknown = [];
  const tests = (line.match(WORD) ?? []).map((word) => test(word.replaceAll('"', ''), columns, unknown));
  return { holds: tests.length ? (index) => tests.every((holds) => holds(index)) : null, unknown };
}

function test(word, columns, unknown) {
  const parts = word.match(COMPARISON);
  const column = parts && find(parts[1], columns);
  if (!column) {
    if (parts) unknown.push(parts[1]);
    const wanted = word.toLowerCase();
    return (index) => columns.some((each) => each.text(index).toLowerCase().includes(wanted));
  }
  const [, , operator, right] = parts;
  // Of long columns the page has single precision only, in which 0.3 is not what was typed.
  const limit = column.isSingle ? Math.fround(Number(right)) : Number(right);
  if (operator === ':') return (index) => column.text(index).toLowerCase().includes(right.toLowerCase());
  if (column.number && !Number.isNaN(limit)) return (index) => compare(column.number(index), operator, limit);
  const same = (index) => column.text(index).toLowerCase() === right.toLowerCase();
  return operator === '!=' ? (index) => !same(index) : same;
}

function find(name, columns) {
  const wanted = name.toLowerCase();
  return columns.find((column) => column.name.toLowerCase() === wanted)
    ?? columns.find((column) => column.name.toLowerCase().endsWith(`.${wanted}`));
}

function compare(value, operator, limit) {
  switch (operator) {
    case '<': return value < limit;
    case '>': return value > limit;
    case '<=': return value <= limit;
    case '>=': return value >= limit;
    case '!=': return value !== limit;
    default: return value === limit;
  }
}
