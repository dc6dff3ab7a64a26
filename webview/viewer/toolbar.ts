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
  return html`<div class="toolbar" role="toolbar" aria-label="Viewer" data-testid="toolbar">
    <div class="group ask">
      ${textButton({
        label: 'Ask',
        title: labelWithKey('Ask about this frame with this window', 'ask'),
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
              label: 'Ask about region',
              title: labelWithKey('Ask about the rectangle beside the whole frame', 'askRegion'),
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
        label: 'Add to chat',
        title: labelWithKey('Add this frame with this window to the chat', 'addToChat'),
        icon: 'addToChat',
        testId: 'add-to-chat',
        disabled: isEmpty,
        onClick: () => {
          events.perform('addToChat');
        },
      })}
    </div>
    ${windowControls(view, events)}
    <div class="group" role="group" aria-label="What a drag does">
      ${tool('window', 'windowTool', 'Drag changes the window', 'contrast')}
      ${tool('pan', 'panTool', 'Drag moves the image', 'move')}
      ${tool('distance', 'measure', 'Measure a distance', 'ruler')}
      ${tool('angle', 'angle', 'Measure an angle', 'angle')}
      ${tool('ellipse', 'ellipse', 'Values in an ellipse', 'ellipse')}
      ${tool('rectangle', 'rectangle', 'Values in a rectangle', 'rectangle')}
    </div>
    <div class="group" role="group" aria-label="View">
      ${button('fit', 'Fit', 'fit')} ${button('actualSize', 'Pixel for pixel (1:1)', 'actualSize')}
      ${button('rotateRight', 'Rotate clockwise', 'rotateRight')}
      ${button('flipHorizontal', 'Flip left to right', 'flipHorizontal')}
      ${button('reset', 'Reset window and view', 'reset')}
    </div>
    <div class="group" role="group" aria-label="Panels">
      ${toggle('toggleOverlays', 'Overlays', 'layers', state.overlays && hasOverlays, !hasOverlays)}
      ${toggle('toggleAnnotations', 'Orientation letters and scale bar', 'annotations', state.annotations)}
      ${toggle('toggleModelView', 'What the model sees', 'eye', state.side === 'model')}
      ${toggle('toggleTags', 'Tags', 'list', state.side === 'tags', pane === undefined)}
      ${
        state.right === undefined
          ? button('compare', 'Compare with another image', 'columns')
          : html`${toggle('toggleLink', 'Link the two images', 'link', state.linked)}${toggle('closeCompare', 'Close the comparison', 'columns', true)}`
      }
    </div>
    <div class="group last">
      ${more(view, events, isEmpty)}${iconButton({
        label: 'Help',
        title: labelWithKey('Keys and help', 'help'),
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
    return html`<div class="group window"><span class="quiet" data-testid="no-window">Colour: no window</span></div>`;
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
  return html`<div class="group window" role="group" aria-label="Window">
    ${menuButton({
      label: 'Window',
      title: labelWithKey('Windows to choose from; next', 'nextWindow'),
      testId: 'window-menu',
      face: { text: choices[chosen]?.name ?? (image === undefined ? 'Window' : 'By hand') },
      isOpen: menu === 'window',
      disabled: disabled || choices.length === 0,
      onToggle: (isOpen) => {
        events.openMenu(isOpen ? 'window' : undefined);
      },
      sections: [section('file', 'From the file'), section('values', 'By the values'), section('preset', 'CT')],
    })}
    ${field('W', 'width', 'Window width')}${field('L', 'center', 'Window center (level)')}
    ${toggleButton({
      label: 'Invert',
      title: labelWithKey('Invert', 'invert'),
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

const MORE: readonly (readonly [ViewCommand, string, IconName])[] = [
  ['rotateLeft', 'Rotate counterclockwise', 'rotateLeft'],
  ['flipVertical', 'Flip top to bottom', 'flipVertical'],
  ['zoomIn', 'Zoom in', 'zoomIn'],
  ['zoomOut', 'Zoom out', 'zoomOut'],
  ['askRegion', 'Ask about the rectangle', 'ask'],
  ['clearMeasurements', 'Clear the measurements of the frame', 'close'],
  ['copyImage', 'Copy the image', 'copy'],
  ['exportPng', 'Save as PNG…', 'save'],
];

function more({ menu }: ToolbarView, events: ToolbarEvents, isEmpty: boolean): TemplateResult {
  return menuButton({
    label: 'More',
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
        items: MORE.map(([command, label, icon]) => ({
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
