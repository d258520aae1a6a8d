// A chart that is made when it comes into view, and drawn again when its size, the theme or the selection change.
import { init } from './echarts.js';
import { describe } from './keyboard.js';
import { offerSaving } from './saving.js';
import { colours, onThemeChange } from './theme.js';

export class Chart {
  /**
   * @param box the element to draw in
   * @param option returns the ECharts option for the colours given; also called to save the chart as a file, so it
   *   changes nothing on the page
   * @param onMade called once with the ECharts instance
   */
  constructor(box, option, onMade = () => {}) {
    this.box = box;
    this.option = option;
    this.instance = null;
    this.visible = false;
    this.stale = true;
    this.madeListeners = [onMade];
    this.drawnListeners = [];
    // Its panel may not hold it yet.
    queueMicrotask(() => describe(box));
    offerSaving(this);
    new IntersectionObserver((entries) => {
      this.visible = entries.at(-1).isIntersecting;
      this.draw();
    }, { rootMargin: '200px' }).observe(box);
    new ResizeObserver(() => this.fit()).observe(box);
    onThemeChange(() => this.redraw());
    addEventListener('beforeprint', () => {
      this.visible = true;
      this.fit();
      this.draw();
    });
  }

  /** Calls back once, when the ECharts instance has been made. */
  whenMade(listener) {
    this.madeListeners.push(listener);
  }

  /** Calls back each time the whole chart was drawn: axes may have moved. */
  whenDrawn(listener) {
    this.drawnListeners.push(listener);
  }

  /** Draws again, now or when it comes into view. */
  redraw() {
    this.stale = true;
    this.draw();
  }

  draw() {
    if (!this.visible || !this.stale || !this.box.clientWidth) return;
    this.stale = false;
    const isFirst = !this.instance;
    this.instance ??= init(this.box, null, { renderer: 'canvas' });
    this.instance.setOption(this.whole(), { notMerge: true });
    if (isFirst) this.madeListeners.forEach((listener) => listener(this.instance));
    this.drawnListeners.forEach((listener) => listener(this.instance));
  }

  /** The option with what all charts share, for the colours in force. */
  whole() {
    const theme = colours();
    return { animation: false, textStyle: { fontFamily: theme.font }, ...this.option(theme) };
  }

  /** Draws again if the box has another size than the chart. */
  fit() {
    const { instance, box } = this;
    if (!instance || !box.clientWidth) return;
    if (instance.getWidth() === box.clientWidth && instance.getHeight() === box.clientHeight) return;
    instance.resize();
    this.redraw();
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
