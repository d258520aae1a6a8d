// The steps at which the pruner decides, as dashed lines over the whole height of a chart.

const RUNG = /^rung /;

/**
 * The mark line of a series; labels that would touch are shortened, or left out.
 *
 * @param pixels how wide one step is drawn
 */
export function landmarkLine(theme, landmarks, pixels) {
  let last = -Infinity;
  const data = landmarks.map(({ step, meaning }) => {
    const room = (step - last) * pixels;
    const name = room >= 48 ? meaning : room >= 18 && RUNG.test(meaning) ? meaning.replace(RUNG, '') : '';
    if (name) last = step;
    return { name, xAxis: step };
  });
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.muted, type: 'dashed', width: 1, opacity: 0.8 },
    label: { color: theme.muted, fontSize: 11, distance: 2, formatter: ({ name }) => name },
    data,
  };
}
