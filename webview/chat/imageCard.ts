import { t } from '@vscode/l10n';
import { formatName } from '../../src/display/formatName.ts';
import { type TemplateResult, nothing } from 'lit-html';
import type { Receipt } from '../../src/conversation/answer.ts';
import { IMAGE_ROLES, type ImageRole } from '../../src/display/imageRole.ts';
import type { ViewImage, ViewState } from '../../src/protocol/webview.ts';
import { badge, iconButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { menuButton } from '../shared/menuButton.ts';
import { montageText, partText, roleName, sentFacts } from './imageFacts.ts';
import { imageNotes, isDamaged } from './imageNotes.ts';
import type { LightboxTab } from './lightboxStage.ts';
import type { NumberedImage } from './numberedImages.ts';
import { viewText } from './viewText.ts';

export interface ImageCardEvents {
  onOpen(imageId: string, tab?: LightboxTab): void;
  /** Undefined: it is nothing in particular. */
  onSetRole?(imageId: string, role: ImageRole | undefined): void;
  onRemove?(imageId: string): void;
  /** An image that was set aside is wanted again. */
  onTakeUp?(imageId: string): void;
}

type Readiness = ViewState['readiness'][string] | undefined;

/** `brief` is one line, for an image that is shown in full elsewhere. */
export type CardSize = 'full' | 'brief';

/**
 * An image with its name, size and modality; opens larger on a click, and can be taken away where `onRemove` is given.
 * `readiness` is how far the model is with it before it is asked about.
 */
export function imageCard(
  { image, number, whole }: NumberedImage,
  size: CardSize,
  events: ImageCardEvents,
  readiness?: Readiness,
): TemplateResult {
  const { id, name, width, height, thumbnail, active, role } = image;
  const pixels = `${String(width)}×${String(height)}`;
  const view = viewText(image);
  const part = partText(image, whole) || montageText(image);
  const sent = sentFacts({ image, whole });
  const facts = [pixels, ...(sent === '' ? [] : [sent]), ...image.notes.map(({ text }) => text)].join('\n');
  return html`<div class="card ${size} ${active ? '' : 'aside'}" data-testid="image-card" title=${`${name}\n${facts}`}>
    <button
      class="thumb"
      data-testid="image-open"
      aria-label=${t`Show ${name} larger, and what the model sees of it`}
      @click=${() => {
        events.onOpen(id);
      }}
    >
      <img src=${thumbnail} alt="" />
    </button>
    <div class="facts">
      <span class="name"
        >${number === undefined ? nothing : html`<span class="number" data-testid="image-number">${t`Image ${number}`}</span> `}<span
          data-testid="image-name"
          >${name}</span
        ></span
      >
      <span class="meta"
        >${badge(image.modality ?? formatName(image.format))}${role === undefined ? nothing : html`<span class="role" data-testid="image-role">${roleName(role)}</span>`}${size === 'brief' && view !== '' ? nothing : html`<span data-testid="image-size">${pixels}</span>`}${readinessMark(readiness)}</span
      >
      ${part === '' ? nothing : html`<span class="meta part" data-testid="image-part">${part}</span>`}
      ${view === '' ? nothing : html`<span class="meta view" data-testid="image-view">${viewText(image, { brief: size === 'brief' })}</span>`}
      ${imageNotes(image)}
    </div>
    ${events.onSetRole === undefined ? nothing : roleMenu(image, events)}
    ${
      active || events.onTakeUp === undefined
        ? nothing
        : iconButton({
            label: t`Use ${name} again`,
            icon: 'again',
            testId: 'image-take-up',
            onClick: () => {
              events.onTakeUp?.(id);
            },
          })
    }
    ${
      events.onRemove === undefined
        ? nothing
        : iconButton({
            label: t`Remove ${name}`,
            icon: 'close',
            testId: 'image-remove',
            onClick: () => {
              events.onRemove?.(id);
            },
          })
    }
  </div>`;
}

/** What the image is among the others, as the model is told. */
function roleMenu({ id, name, role }: ViewImage, events: ImageCardEvents): TemplateResult {
  return menuButton({
    label: t`Role of ${name}`,
    icon: 'tag',
    testId: 'image-role-menu',
    items: [undefined, ...IMAGE_ROLES].map((each) => ({
      label: each === undefined ? t`None` : roleName(each),
      testId: `image-role-${each ?? 'none'}`,
      checked: each === role,
      onClick: () => {
        events.onSetRole?.(id, each);
      },
    })),
  });
}

/** Where there is room anyway: what comes and goes here moves nothing. */
function readinessMark(readiness: Readiness): TemplateResult | typeof nothing {
  switch (readiness) {
    case undefined:
      return nothing;
    case 'preparing':
      return html`<span
        class="readiness"
        data-testid="image-preparing"
        title=${t`The model reads this image while you type. You can ask at any time.`}
        >${t`preparing…`}</span
      >`;
    case 'ready':
      return html`<span
        class="readiness"
        data-testid="image-ready"
        title=${t`The model has read this image: the answer starts at once.`}
        >${icon('check')}${t`ready`}</span
      >`;
  }
}

/** The proof that an image reached the model that answered, as that model saw it. */
export function receiptLine(numbered: NumberedImage, receipt: Receipt, events: ImageCardEvents): TemplateResult {
  const { image } = numbered;
  const { id, name } = image;
  return html`<div class="receipt" data-testid="receipt">
    <span class=${isDamaged(image) ? 'damaged' : 'ok'}>${icon(isDamaged(image) ? 'warning' : 'check')}</span>
    <span
      >${receiptText(numbered, receipt)}
      <button
        class="link"
        data-testid="what-model-sees"
        aria-label=${t`What the model sees of ${name}`}
        @click=${() => {
          events.onOpen(id, 'seen');
        }}
      >
        ${t`What the model sees`}</button
      >${imageNotes(image)}</span
    >
  </div>`;
}

function receiptText({ image, number, whole }: NumberedImage, { tokens, width, height }: Receipt): string {
  const { name } = image;
  const view = sentFacts({ image, whole });
  if (number === undefined)
    return view === ''
      ? t`Image accepted: ${tokens} tokens, ${width}×${height} as the model saw it.`
      : t`Image accepted: ${tokens} tokens, ${width}×${height} as the model saw it (${view}).`;
  return view === ''
    ? t`Image ${number} · ${name} · ${tokens} tokens, ${width}×${height} as the model saw it.`
    : t`Image ${number} · ${name} · ${tokens} tokens, ${width}×${height} as the model saw it (${view}).`;
}
