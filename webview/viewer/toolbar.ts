import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { FrameImage } from '../../src/display/frameImage.ts';
import { iconButton, textButton, textField, toggleButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import type { IconName } from '../shared/icons.ts';
import type { DrawnLook } from './cornerText.ts';
import { type ViewCommand, keyTextFor, labelWithKey } from './keys.ts';
import { menuButton } from './menu.ts';
import { type PaneState, type Tool, type ViewerState, measurementsOf, placeOf } from './viewerModel.ts';
import { type WindowChoice, chosenIndex } from './windowChoices.ts';
import { windowNumber } from './windowDrag.ts';

export type OpenMenu = 'window' | 'more' | undefined;

export interface ToolbarView {
  readonly state: ViewerState;
  /** The pane that has the focus. */
  readonly pane: PaneState | undefined;
  readonly image: FrameImage | undefined;
  readonly look: DrawnLook | undefined;
  readonly choices: readonly WindowChoice[];
  readonly menu: OpenMenu;
}

export interface ToolbarEvents {
  perform(command: ViewCommand): void;
  choose(index: number): void;
  setWindow(part: 'width' | 'center', text: string): void;
  openMenu(menu: OpenMenu): void;
}

/** Everything the viewer can do, as buttons that name their keys. */
export function toolbar(view: ToolbarView, events: ToolbarEvents): TemplateResult {
  const { state, pane } = view;
  const isEmpty = pane === undefined || view.image === undefined;
  const hasRectangle =
    pane !== undefined && measurementsOf(state, placeOf(pane)).some(({ kind }) => kind === 'rectangle');
  const hasOverlays = view.image !== undefined && view.image.overlays.length > 0;
  const button = (command: ViewCommand, label: string, icon: IconName): TemplateResult =>
    iconButton({
      label,
      title: labelWithKey(label, command),
      icon,
      testId: testIdOf(command),
      disabled: isEmpty,
      onClick: () => {
        events.perform(command);
      },
    });
  const toggle = (
    command: ViewCommand,
    label: string,
    icon: IconName,
    pressed: boolean,
    disabled = isEmpty,
  ): TemplateResult =>
    toggleButton({
      label,
      title: labelWithKey(label, command),
      icon,
      pressed,
      testId: testIdOf(command),
      disabled,
      onClick: () => {
        events.perform(command);
      },
    });
  const tool = (name: Tool, command: ViewCommand, label: string, icon: IconName): TemplateResult =>
    toggle(command, label, icon, state.tool === name);
  return html`<div class="toolbar" role="toolbar" aria-label=${t`Viewer`} data-testid="toolbar">
    <div class="group ask">
      ${textButton({
        label: t`Ask`,
        title: labelWithKey(t`Ask about this frame with this window`, 'ask'),
        icon: 'ask',
        testId: 'ask',
        emphasis: 'primary',
        disabled: isEmpty,
        onClick: () => {
          events.perform('ask');
        },
      })}
      ${
        hasRectangle
          ? textButton({
              label: t`Ask about region`,
              title: labelWithKey(t`Ask about the rectangle beside the whole frame`, 'askRegion'),
              icon: 'rectangle',
              testId: 'ask-rectangle',
              disabled: isEmpty,
              onClick: () => {
                events.perform('askRegion');
              },
            })
          : nothing
      }
      ${textButton({
        label: t`Add to chat`,
        title: labelWithKey(t`Add this frame with this window to the chat`, 'addToChat'),
        icon: 'addToChat',
        testId: 'add-to-chat',
        disabled: isEmpty,
        onClick: () => {
          events.perform('addToChat');
        },
      })}
    </div>
    ${windowControls(view, events)}
    <div class="group" role="group" aria-label=${t`What a drag does`}>
      ${tool('window', 'windowTool', t`Drag changes the window`, 'contrast')}
      ${tool('pan', 'panTool', t`Drag moves the image`, 'move')}
      ${tool('distance', 'measure', t`Measure a distance`, 'ruler')}
      ${tool('angle', 'angle', t`Measure an angle`, 'angle')}
      ${tool('ellipse', 'ellipse', t`Values in an ellipse`, 'ellipse')}
      ${tool('rectangle', 'rectangle', t`Values in a rectangle`, 'rectangle')}
    </div>
    <div class="group" role="group" aria-label=${t`View`}>
      ${button('fit', t`Fit`, 'fit')} ${button('actualSize', t`Pixel for pixel (1:1)`, 'actualSize')}
      ${button('rotateRight', t`Rotate clockwise`, 'rotateRight')}
      ${button('flipHorizontal', t`Flip left to right`, 'flipHorizontal')}
      ${button('reset', t`Reset window and view`, 'reset')}
    </div>
    <div class="group" role="group" aria-label=${t`Panels`}>
      ${toggle('toggleOverlays', t`Overlays`, 'layers', state.overlays && hasOverlays, !hasOverlays)}
      ${toggle('toggleAnnotations', t`Orientation letters and scale bar`, 'annotations', state.annotations)}
      ${toggle('toggleModelView', t`What the model sees`, 'eye', state.side === 'model')}
      ${toggle('toggleTags', t`Tags`, 'list', state.side === 'tags', pane === undefined)}
      ${
        state.right === undefined
          ? button('compare', t`Compare with another image`, 'columns')
          : html`${toggle('toggleLink', t`Link the two images`, 'link', state.linked)}${toggle('closeCompare', t`Close the comparison`, 'columns', true)}`
      }
    </div>
    <div class="group last">
      ${more(view, events, isEmpty)}${iconButton({
        label: t`Help`,
        title: labelWithKey(t`Keys and help`, 'help'),
        icon: 'help',
        testId: 'help',
        onClick: () => {
          events.perform('help');
        },
      })}
    </div>
  </div>`;
}

/** e.g. `toggleTags` → `toggle-tags`. */
export function testIdOf(command: ViewCommand): string {
  return command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function windowControls({ pane, image, look, choices, menu }: ToolbarView, events: ToolbarEvents): TemplateResult {
  if (image?.kind === 'colour')
    return html`<div class="group window">
      <span class="quiet" data-testid="no-window">${t`Colour: no window`}</span>
    </div>`;
  const chosen = pane === undefined ? -1 : chosenIndex(choices, pane.voi, look?.window);
  const disabled = image === undefined;
  const field = (label: string, part: 'width' | 'center', title: string): TemplateResult =>
    textField({
      label,
      title,
      testId: `window-${part}`,
      value: look?.window === undefined ? '' : windowNumber(look.window[part]),
      disabled,
      onCommit: (text) => {
        events.setWindow(part, text);
      },
    });
  const section = (
    group: WindowChoice['group'],
    title: string,
  ): { title: string; items: readonly ReturnType<typeof item>[] } => ({
    title,
    items: choices.flatMap((choice, index) => (choice.group === group ? [item(choice, index)] : [])),
  });
  const item = ({ name, detail }: WindowChoice, index: number) => ({
    label: name,
    detail,
    key: index < 9 ? String(index + 1) : '',
    checked: index === chosen,
    testId: 'window-choice',
    onChoose: () => {
      events.choose(index);
    },
  });
  return html`<div class="group window" role="group" aria-label=${t`Window`}>
    ${menuButton({
      label: t`Window`,
      title: labelWithKey(t`Windows to choose from; next`, 'nextWindow'),
      testId: 'window-menu',
      face: { text: choices[chosen]?.name ?? (image === undefined ? t`Window` : t`By hand`) },
      isOpen: menu === 'window',
      disabled: disabled || choices.length === 0,
      onToggle: (isOpen) => {
        events.openMenu(isOpen ? 'window' : undefined);
      },
      sections: [section('file', t`From the file`), section('values', t`By the values`), section('preset', 'CT')],
    })}
    ${field('W', 'width', t`Window width`)}${field('L', 'center', t`Window center (level)`)}
    ${toggleButton({
      label: t`Invert`,
      title: labelWithKey(t`Invert`, 'invert'),
      icon: 'negative',
      pressed: pane?.negative ?? false,
      testId: 'invert',
      disabled,
      onClick: () => {
        events.perform('invert');
      },
    })}
  </div>`;
}

const moreRows = (): readonly (readonly [ViewCommand, string, IconName])[] => [
  ['rotateLeft', t`Rotate counterclockwise`, 'rotateLeft'],
  ['flipVertical', t`Flip top to bottom`, 'flipVertical'],
  ['zoomIn', t`Zoom in`, 'zoomIn'],
  ['zoomOut', t`Zoom out`, 'zoomOut'],
  ['askRegion', t`Ask about the rectangle`, 'ask'],
  ['clearMeasurements', t`Clear the measurements of the frame`, 'close'],
  ['copyImage', t`Copy the image`, 'copy'],
  ['exportPng', t`Save as PNG…`, 'save'],
];

function more({ menu }: ToolbarView, events: ToolbarEvents, isEmpty: boolean): TemplateResult {
  return menuButton({
    label: t`More`,
    testId: 'more-menu',
    face: { icon: 'more' },
    isOpen: menu === 'more',
    disabled: isEmpty,
    atRight: true,
    onToggle: (isOpen) => {
      events.openMenu(isOpen ? 'more' : undefined);
    },
    sections: [
      {
        items: moreRows().map(([command, label, icon]) => ({
          label,
          icon,
          key: keyTextFor(command),
          testId: testIdOf(command),
          onChoose: () => {
            events.perform(command);
          },
        })),
      },
    ],
  });
}
