import { type TemplateResult, html } from 'lit-html';

/** Line drawings on a 16×16 grid, in the colour of the text around them. */
const PATHS = {
  add: 'M8 3v10M3 8h10',
  image: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3M10.4 6.2h.01',
  send: 'M3 13l10.5-5L3 3l1.4 5zM4.4 8h5',
  stop: 'M4.5 4.5h7v7h-7z',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  insert: 'M3 2.5h7l3 3v8H3zM8 6v5M5.8 8.8L8 11l2.2-2.2',
  again: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5l3 3 6-7',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.8h.01',
  flask: 'M6.5 2.5h3M7 2.5v4l-4 7h10l-4-7v-4M4.8 10.5h6.4',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${PATHS[name]}></path></svg>`;
}
