import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Pane } from '../../src/protocol/viewer.ts';
import { iconButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { labelWithKey } from './keys.ts';
import { stackLength } from './stackPosition.ts';
import { type PaneState, SPEEDS, type ViewerState } from './viewerModel.ts';

export interface StackBarEvents {
  playPause(pane: Pane): void;
  goTo(pane: Pane, position: number): void;
  setSpeed(speed: number): void;
}

/**
 * Where one is in the stack, and how to get elsewhere. Nothing for a single picture, except beside one with a bar, so
 * that both are of one size.
 */
export function stackBar(
  pane: Pane,
  { stack, position }: PaneState,
  { playing, speed, right, left }: ViewerState,
  events: StackBarEvents,
): TemplateResult | typeof nothing {
  const length = stackLength(stack);
  if (length <= 1)
    return right !== undefined && left !== undefined && stackLength((pane === 'left' ? right : left).stack) > 1
      ? html`<div class="stack-bar"></div>`
      : nothing;
  const isPlaying = playing === pane;
  const label = `${String(position + 1)} / ${String(length)}`;
  return html`<div class="stack-bar" data-testid="stack-${pane}">
    ${iconButton({
      label: isPlaying ? t`Pause` : t`Play`,
      title: labelWithKey(isPlaying ? t`Pause` : t`Play`, 'playPause'),
      icon: isPlaying ? 'pause' : 'play',
      testId: `play-${pane}`,
      onClick: () => {
        events.playPause(pane);
      },
    })}
    <input
      type="range"
      min="1"
      max=${length}
      step="1"
      .value=${live(String(position + 1))}
      aria-label=${t`Position in the stack`}
      aria-valuetext=${label}
      title=${stack.title}
      data-testid="slider-${pane}"
      @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
        events.goTo(pane, Number(event.target.value) - 1);
      }}
    />
    <span class="position" data-testid="position-${pane}">${label}</span>
    <select
      aria-label=${t`Speed`}
      title=${t`Speed of playing`}
      data-testid="speed-${pane}"
      @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
        events.setSpeed(Number(event.target.value));
      }}
    >
      ${SPEEDS.map((each) => html`<option value=${each} ?selected=${each === speed}>${each}×</option>`)}
    </select>
  </div>`;
}
