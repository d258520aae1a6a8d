// A chart that is made when it comes into view, and drawn again when its size, the theme or the selection change.
import { init } from './echarts.js';
import { colours, onThemeChange } from './theme.js';

export class Chart {
  /**
   * @param box the element to draw in
   * @param option returns the ECharts option for the colours in force
   * @param onMade called once with the ECharts instance
   */
  constructor(box, option, onMade = () => {}) {
    this.box = box;
    this.option = option;
    this.onMade = onMade;
    this.instance = null;
    this.visible = false;
    this.stale = true;
    new IntersectionObserver((entries) => {
      this.visible = entries.at(-1).isIntersecting;
      this.draw();
    }, { rootMargin: '200px' }).observe(box);
    new ResizeObserver(() => {
      if (!this.instance || !box.clientWidth) return;
      this.instance.resize();
      this.redraw();
    }).observe(box);
    onThemeChange(() => this.redraw());
    addEventListener('beforeprint', () => {
      this.visible = true;
      this.draw();
    });
  }

  /** Draws again, now or when it comes into view. */
  redraw() {
    this.stale = true;
    this.draw();
  }

  draw() {
    if (!this.visible || !this.stale || !this.box.clientWidth) return;
    this.stale = false;
    const first = !this.instance;
    this.instance ??= init(this.box, null, { renderer: 'canvas' });
    this.instance.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...this.option(colours()) }, { notMerge: true });
    if (first) this.onMade(this.instance);
  }

  /** Changes some series, made for the colours in force, without drawing the others anew. */
  update(series) {
    if (this.instance && this.visible && !this.stale) this.instance.setOption({ series: series(colours()) });
    else this.stale = true;
  }
}

/** An axis in the page's manner: quiet lines, readable labels. */
export function axis(theme, more) {
  return {
    type: 'value',
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.line } },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: theme.line, opacity: 0.6 } },
    nameLocation: 'middle',
    nameTextStyle: { color: theme.muted, fontSize: 12 },
    ...more,
    axisLabel: { color: theme.muted, fontSize: 12, hideOverlap: true, ...more.axisLabel },
  };
}

/** A tooltip whose content is an element made by the caller, so that names stay text. */
export function tooltip(theme, content) {
  return {
    trigger: 'item',
    confine: true,
    transitionDuration: 0,
    backgroundColor: theme.card,
    borderColor: theme.line,
    textStyle: { color: theme.ink, fontSize: 13 },
    extraCssText: 'max-width: min(340px, 80vw); white-space: normal;',
    formatter: content,
  };
}
