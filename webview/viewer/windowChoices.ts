/**
 * The windows to choose from for a frame, in the order of the menu and of the number keys: the file's own, by the
 * values, by custom.
 */
import { t } from '@vscode/l10n';
import type { FrameImage, VoiChoice, VoiWindow } from '../../src/display/frameImage.ts';
import { voiPresets } from '../../src/display/presets.ts';
import type { FrameValues } from './renderProtocol.ts';
import { windowNumber } from './windowDrag.ts';

export interface WindowChoice {
  readonly group: 'file' | 'values' | 'preset';
  readonly name: string;
  /** e.g. `W 400  L 40`; empty for a VOI LUT. */
  readonly detail: string;
  readonly voi: VoiChoice;
  /** By the values, which are not known yet; it has its place in the list, so that number keys mean the same. */
  readonly isPending: boolean;
}

/** Empty for colour. */
export function windowChoices(frame: FrameImage, values: FrameValues | undefined): readonly WindowChoice[] {
  if (frame.kind === 'colour') return [];
  const { luts, windows } = frame.voi;
  const own = [
    ...luts.map(({ explanation }, index) => ({
      name: explanation ?? fileLut(index, luts.length),
      detail: '',
      voi: { kind: 'lut', index } as const,
    })),
    ...windows.map((window, index) => ({
      name: window.explanation ?? fileWindow(index, windows.length),
      detail: windowText(window),
      voi: asChoice(window),
    })),
  ].map((choice, index): WindowChoice => ({
    group: 'file',
    ...choice,
    voi: index === 0 ? undefined : choice.voi,
    isPending: false,
  }));
  const byValues = [choice('values', t`Auto`, values?.autoWindow), choice('values', t`Full range`, values?.fullWindow)];
  return [...own, ...byValues, ...voiPresets(frame).map((preset) => choice('preset', preset.name(), preset))];
}

function fileLut(index: number, count: number): string {
  return count === 1 ? 'VOI LUT' : `VOI LUT ${String(index + 1)}`;
}

function fileWindow(index: number, count: number): string {
  return count === 1 ? t`The file's window` : t`The file's window ${index + 1}`;
}

function choice(group: WindowChoice['group'], name: string, window: VoiWindow | undefined): WindowChoice {
  if (window === undefined) return { group, name, detail: '', voi: undefined, isPending: true };
  return { group, name, detail: windowText(window), voi: asChoice(window), isPending: false };
}

function asChoice({ center, width }: VoiWindow): VoiChoice {
  return { kind: 'window', center, width };
}

export function windowText({ center, width }: VoiWindow): string {
  return `W ${windowNumber(width)}  L ${windowNumber(center)}`;
}

/** The one in force, if it is one of the list. `drawn`: the window that the picture on the screen has. */
export function chosenIndex(choices: readonly WindowChoice[], voi: VoiChoice, drawn: VoiWindow | undefined): number {
  const exact = choices.findIndex((each) => !each.isPending && sameVoi(each.voi, voi));
  if (exact >= 0 || drawn === undefined) return exact;
  const { center, width } = drawn;
  return choices.findIndex((each) => !each.isPending && sameVoi(each.voi, { kind: 'window', center, width }));
}

export function sameVoi(one: VoiChoice, other: VoiChoice): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === 'lut' || other.kind === 'lut')
    return one.kind === 'lut' && other.kind === 'lut' && one.index === other.index;
  return one.center === other.center && one.width === other.width;
}
