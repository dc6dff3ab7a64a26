import { t } from '@vscode/l10n';
import { render } from 'lit-html';
import type { FromEvaluation, ToEvaluation } from '../../src/protocol/evaluationView.ts';
import type { Announcer } from '../shared/announcer.ts';
import type { HostConnection } from '../shared/hostConnection.ts';
import { seen } from '../shared/html.ts';
import { chart, PRINT, THEME } from './chart.ts';
import { type ChartData, chartData } from './chartData.ts';
import { exportedChart } from './exportedChart.ts';
import { evaluationPage, type PageEvents } from './evaluationPage.ts';
import { parseMemory } from './pageMemory.ts';
import { memoryOf, NOTHING_YET, type PageState, received, withFilter, withMetric } from './pageState.ts';
import { searchTexts } from './filterRows.ts';
import { measureToPicture } from './measureToPicture.ts';
import { PictureAddresses } from './pictureAddresses.ts';

/** An image is asked for when the arrow key rests. */
const REST_MS = 90;
const EXPORT_WIDTH = 900;

/** The page: what it shows, what is done on it, and the line to the host. */
export class Evaluation implements PageEvents {
  readonly #host: HostConnection<FromEvaluation, ToEvaluation>;
  readonly #root: HTMLElement;
  readonly #announcer: Announcer;
  readonly #pictures = new PictureAddresses();
  readonly #chart = document.createElement('div');
  #state: PageState = NOTHING_YET;
  #scrolled = { top: 0, height: 0 };
  #resting: number | undefined;
  /** What the chart was drawn of. */
  #drawn: readonly unknown[] = [];

  constructor(host: HostConnection<FromEvaluation, ToEvaluation>, root: HTMLElement, announcer: Announcer) {
    this.#host = host;
    this.#root = root;
    this.#announcer = announcer;
    this.#chart.className = 'chart';
    this.#chart.dataset['testid'] = 'chart';
    new ResizeObserver(() => {
      this.#drawChart();
    }).observe(this.#chart);
  }

  /** `start`: when the message came, by the page's clock. */
  receive(message: ToEvaluation, start: number): void {
    const memory = message.type === 'results' ? parseMemory(this.#host.remembered()) : undefined;
    this.#change(received(this.#state, message, memory));
    this.#root.dataset['state'] = this.#state.failure === undefined ? 'results' : 'failure';
    if (message.type === 'results') {
      this.#askForImage();
      measureToPicture('shown', start);
      requestIdleCallback(() => {
        searchTexts(message.results.rows);
      });
    }
    if (message.type === 'comparison')
      this.#announcer.say(message.run === undefined ? t`Comparison ended` : t`Compared with ${message.run.name}`);
  }

  current(): PageState {
    return this.#state;
  }

  readonly onFilter: PageEvents['onFilter'] = (change) => {
    const start = performance.now();
    this.#reorder(withFilter(this.#state, change));
    measureToPicture('filtered', start);
  };

  onMetric(metric: string): void {
    this.#reorder(withMetric(this.#state, metric));
  }

  onScroll(scrolled: { top: number; height: number }): void {
    this.#scrolled = scrolled;
    this.#render();
  }

  onSelect(row: number): void {
    this.#change({ ...this.#state, selected: row });
    this.#askForImage();
  }

  onEnter(): void {
    this.#root.querySelector<HTMLElement>('.detail')?.focus();
  }

  onLeave(): void {
    this.#root.querySelector<HTMLElement>('.question-list')?.focus();
  }

  onOpenImage(row: number): void {
    this.#host.post({ type: 'openImage', row });
  }

  onCopy(text: string): void {
    this.#host.post({ type: 'copy', text });
    this.#announcer.say(t`Copied`);
  }

  // Handed on as they are, without their object.
  readonly onCompare = (): void => {
    this.#host.post({ type: 'compare' });
  };

  readonly onEndComparison = (): void => {
    this.#host.post({ type: 'endComparison' });
    this.#root.querySelector<HTMLElement>('[data-testid="compare"]')?.focus();
  };

  readonly onExport = (): void => {
    const data = this.#data();
    const title = this.#state.results?.title ?? '';
    const drawn = data && exportedChart(chart(data, EXPORT_WIDTH, PRINT, seen(title)), seen(title));
    this.#host.post({ type: 'export', svg: drawn });
  };

  readonly onOpenAsText = (): void => {
    this.#host.post({ type: 'openAsText' });
  };

  /** Another order begins at its top. */
  #reorder(state: PageState): void {
    this.#scrolled = { ...this.#scrolled, top: 0 };
    this.#change(state);
    const list = this.#root.querySelector('.question-list');
    if (list !== null) list.scrollTop = 0;
  }

  #change(state: PageState): void {
    this.#state = state;
    if (state.results !== undefined) this.#host.remember(memoryOf(state));
    this.#render();
  }

  #render(): void {
    const state = this.#state;
    this.#drawChart();
    this.#pictures.keep([...state.images.values()].flatMap((image) => ('png' in image ? [image.png] : [])));
    const parts = {
      state,
      scrolled: this.#scrolled,
      chart: this.#chart,
      address: (png: Uint8Array) => this.#pictures.of(png),
    };
    render(evaluationPage(parts, this), this.#root);
  }

  #data(): ChartData | undefined {
    const { results, metric, name, comparison } = this.#state;
    return results === undefined ? undefined : chartData(results, metric, name, comparison);
  }

  /** Once for each set of figures and each width. */
  #drawChart(): void {
    const { results, metric, comparison } = this.#state;
    const width = Math.floor(this.#chart.clientWidth);
    const wanted = [results, metric, comparison, width];
    if (width === 0 || wanted.every((part, i) => part === this.#drawn[i])) return;
    this.#drawn = wanted;
    const data = this.#data();
    if (data === undefined) return;
    const label = t`${seen(data.metric.label)} of ${data.bands.length} groups; the table below says the same`;
    this.#chart.replaceChildren(chart(data, width, THEME, label));
  }

  #askForImage(): void {
    window.clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => {
      const { results, selected, images } = this.#state;
      if (selected === undefined || images.has(selected) || results?.rows[selected]?.image === undefined) return;
      this.#host.post({ type: 'image', row: selected });
    }, REST_MS);
  }
}
