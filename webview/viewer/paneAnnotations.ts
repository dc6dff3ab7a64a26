import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { PatientOrientation } from '../../src/display/patientOrientation.ts';
import { html } from '../shared/html.ts';
import { measurementLines } from './drawMeasurements.ts';
import { orientationWords, pictureBox, shownOrientation } from './orientationLetters.ts';
import type { PaneController } from './paneController.ts';
import { scaleBar } from './scaleBar.ts';
import type { Placement } from './viewport.ts';

/** Of a scale bar, CSS pixels and as a part of the pane's width. */
const LONGEST = { px: 200, part: 0.3 };
const SHORTEST = 12;
/** Letters closer to the edge than this would stand in one another's way, CSS pixels. */
const ROOM = 100;

const EDGES = ['left', 'right', 'top', 'bottom'] as const;

/** Letters at the edges of the picture, or of the pane where the picture goes on beyond it. */
export function orientationLetters(
  { pane, current, placement, canvas }: PaneController,
  placed: Placement,
): TemplateResult | typeof nothing {
  const { toPane } = placement;
  const orientation = current?.image.orientation;
  if (current === undefined || toPane === undefined || orientation === undefined) return nothing;
  const { size, scale } = canvas;
  const room = { width: size.width / scale, height: size.height / scale };
  const box = pictureBox(current.image, toPane, room);
  if (box.right - box.left < ROOM || box.bottom - box.top < ROOM) return nothing;
  const shown = shownOrientation(orientation, placed);
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const at: Readonly<Record<keyof PatientOrientation, string>> = {
    left: `left:${String(box.left)}px;top:${String(y)}px`,
    right: `right:${String(room.width - box.right)}px;top:${String(y)}px`,
    top: `left:${String(x)}px;top:${String(box.top)}px`,
    bottom: `left:${String(x)}px;bottom:${String(room.height - box.bottom)}px`,
  };
  return html`<div
    class="orientation"
    role="img"
    aria-label=${t`Orientation: ${orientationWords(shown)}`}
    data-testid="orientation-${pane}"
  >
    ${EDGES.map((edge) => html`<span class="letters ${edge}" data-edge=${edge} .style=${at[edge]}>${shown[edge]}</span>`)}
  </div>`;
}

/** For the corner at the bottom right. */
export function scaleBarView({ pane, current, placement, canvas }: PaneController): TemplateResult | typeof nothing {
  const { toPane } = placement;
  if (current === undefined || toPane === undefined) return nothing;
  const bar = scaleBar(
    current.image.spacing,
    toPane,
    Math.min(LONGEST.px, (canvas.size.width / canvas.scale) * LONGEST.part),
  );
  if (bar === undefined || bar.length < SHORTEST) return nothing;
  return html`<div
    class="scale"
    role="img"
    aria-label=${t`Scale: ${bar.text}`}
    data-testid="scale-${pane}"
    data-mm=${bar.mm}
  >
    <span>${bar.text}</span>
    <div class="bar" .style=${`width:${String(bar.length)}px`}></div>
  </div>`;
}

/** What is drawn on the picture as text, for screen readers. */
export function measurementList({ pane, current, measurements, statistics }: PaneController): TemplateResult {
  const image = current?.image;
  return html`<ul class="visually-hidden" aria-label=${t`Measurements`} data-testid="measurements-${pane}">
    ${
      image === undefined
        ? nothing
        : measurements.map(
            (measurement, index) =>
              html`<li>
                ${KINDS[measurement.kind]()}: ${measurementLines(measurement, image, statistics[index]).join(', ')}
              </li>`,
          )
    }
  </ul>`;
}

const KINDS = {
  distance: () => t`Distance`,
  angle: () => t`Angle`,
  ellipse: () => t`Ellipse`,
  rectangle: () => t`Rectangle`,
} as const;
