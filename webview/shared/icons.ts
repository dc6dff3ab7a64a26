import type { TemplateResult } from 'lit-html';
import { html } from './html.ts';

/** Line drawings on a 16×16 grid, in the colour of the text around them. */
const PATHS = {
  add: 'M8 3v10M3 8h10',
  image: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3M10.4 6.2h.01',
  send: 'M3 13l10.5-5L3 3l1.4 5zM4.4 8h5',
  stop: 'M4.5 4.5h7v7h-7z',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  insert: 'M3 2.5h7l3 3v8H3zM8 6v5M5.8 8.8L8 11l2.2-2.2',
  edit: 'M3 13l.8-3L10.6 3.2l2.2 2.2L6 12.2zM9.2 4.6l2.2 2.2',
  again: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5l3 3 6-7',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.8h.01',
  flask: 'M6.5 2.5h3M7 2.5v4l-4 7h10l-4-7v-4M4.8 10.5h6.4',
  contrast: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 2.5v11M10 3.5v9M12 4.6v6.8',
  negative: 'M2.5 2.5h11v11h-11zM2.5 13.5l11-11M6 11h5M8.5 8.5v5',
  move: 'M8 2v12M2 8h12M6.2 3.8L8 2l1.8 1.8M6.2 12.2L8 14l1.8-1.8M3.8 6.2L2 8l1.8 1.8M12.2 6.2L14 8l-1.8 1.8',
  ruler: 'M2 11L11 2l3 3-9 9zM4.2 8.8l1.4 1.4M6.4 6.6l1.4 1.4M8.6 4.4L10 5.8',
  angle: 'M3 13L11 3M3 13h10.5M7 13a5.4 5.4 0 0 0-1.3-3.4',
  ellipse: 'M8 3.8c3.4 0 6 1.9 6 4.2s-2.6 4.2-6 4.2S2 10.3 2 8s2.6-4.2 6-4.2z',
  rectangle: 'M2.5 4.5h11v7h-11z',
  annotations: 'M6 9V2.5h2.3a1.8 1.8 0 0 1 0 3.6H6M8.3 6.1L10.2 9M2.5 13h11M2.5 11.5v3M13.5 11.5v3',
  fit: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5.5 5.5h5v5h-5z',
  actualSize: 'M3 5l1.6-1v8M11 5l1.6-1v8M8 6.2h.01M8 10h.01',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.2 10.2l3.3 3.3M7 5v4M5 7h4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.2 10.2l3.3 3.3M5 7h4',
  rotateRight: 'M12.5 8a4.5 4.5 0 1 1-2-3.7M10.5 1.6v3h-3',
  rotateLeft: 'M3.5 8a4.5 4.5 0 1 0 2-3.7M5.5 1.6v3h3',
  flipHorizontal: 'M8 2v12M6 4.5v7L2 11.5zM10 4.5v7l4 0z',
  flipVertical: 'M2 8h12M4.5 6h7L11.5 2zM4.5 10h7l0 4z',
  reset: 'M3 8a5 5 0 1 0 1.5-3.6M3 2v3h3',
  layers: 'M8 2.5l6 3-6 3-6-3zM2 8.2l6 3 6-3M2 10.9l6 3 6-3',
  list: 'M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  columns: 'M2.5 3h11v10h-11zM8 3v10',
  link: 'M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2.2-2.2A2.5 2.5 0 0 0 9 3.4l-.9.9M9.2 6.8a2.5 2.5 0 0 0-3.6 0L3.4 9A2.5 2.5 0 0 0 7 12.6l.9-.9',
  save: 'M8 2.5v7M5 7l3 3 3-3M3 11.5v2h10v-2',
  help: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6.2 6.3c.2-1.9 3.7-1.8 3.6.1 0 1.2-1.7 1.3-1.7 2.6M8.1 11.3h.01',
  play: 'M5 3.5v9l7-4.5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  grid: 'M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11',
  down: 'M4 6.5l4 4 4-4',
  more: 'M3 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M7.5 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M12 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0',
  ask: 'M2.5 3h11v8H8l-3 2.5V11H2.5zM5.5 7h.01M8 7h.01M10.5 7h.01',
  addToChat: 'M2.5 3h11v8H8l-3 2.5V11H2.5zM8 5v4M6 7h4',
  sliders:
    'M2.5 4.5h6M11.5 4.5h2M10 3a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM2.5 11.5h2M7.5 11.5h6M6 10a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.2 10.2l3.3 3.3',
  thumbUp:
    'M2.5 7.5H5v6H2.5zM5 8l2.6-5.4c1.2 0 1.8.9 1.6 2L8.9 6.5h3.4c.9 0 1.5.8 1.2 1.7l-1.2 4.2c-.2.7-.7 1.1-1.4 1.1H5',
  thumbDown:
    'M2.5 8.5H5v-6H2.5zM5 8l2.6 5.4c1.2 0 1.8-.9 1.6-2l-.3-1.9h3.4c.9 0 1.5-.8 1.2-1.7l-1.2-4.2c-.2-.7-.7-1.1-1.4-1.1H5',
  flag: 'M3.5 14V2.5M3.5 3h9l-2.2 3 2.2 3h-9',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.2 4.5l.6 9h6.4l.6-9M6.8 7v4M9.2 7v4',
  branch:
    'M4.5 5.5v5M4.5 2.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM4.5 10.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM11.5 2.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM11.5 5.5c0 3-5.5 2-6.6 5',
  previous: 'M10 4L6 8l4 4',
  next: 'M6 4l4 4-4 4',
  up: 'M4 9.5l4-4 4 4',
  openInViewer: 'M9 2.5h4.5V7M13.5 2.5L7.5 8.5M6.5 3.5h-4v10h10v-4',
  tag: 'M2.5 2.5h5l6 6-5 5-6-6zM5.3 5.3h.01',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  balance: 'M8 2.5v11M5 13.5h6M3 5h10M3 5L1.5 9.5h3zM13 5l-1.5 4.5h3z',
  pin: 'M5.5 2.5h5M6.2 2.5v4.3L4.5 9.5h7L9.8 6.8V2.5M8 9.5v4.5',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d=${PATHS[name]}></path>
  </svg>`;
}
