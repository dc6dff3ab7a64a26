/** One file of a conformance set against its references. */
import { join } from 'node:path';
import type { FrameImage, VoiChoice } from '../../src/display/frameImage.ts';
import { renderFrame } from '../../src/display/renderFrame.ts';
import type { Imaging, ImageSource } from '../../src/imaging/imaging.ts';
import { ImagingError } from '../../src/imaging/intake/imagingErrors.ts';
import { withSquarePixels } from '../../src/imaging/modelInput/squarePixels.ts';
import { expectedOutcome } from './expectedOutcome.ts';
import { referencePath, tolerated, type ConformanceSet, type ManifestEntry } from './manifest.ts';
import { explainDifference } from './referenceFaults.ts';
import {
  readDisplayReference,
  readStoredReference,
  worstDifference,
  type ReferencePicture,
} from './referencePixels.ts';

export interface Comparison {
  /** Largest difference; null when there is nothing to compare or it cannot be compared. */
  readonly worst: number | null;
  readonly tolerance: number;
  readonly verdict: 'ok' | 'reference wrong' | 'mismatch' | 'none';
  readonly why: string | undefined;
}

export interface CheckResult {
  readonly file: string;
  /** The standard's name where the file can be read, else what the manifest says. */
  readonly syntax: string;
  readonly frames: number;
  readonly stored: Comparison;
  readonly display: Comparison;
  /** For a file without references: how it ended. */
  readonly outcome: string | undefined;
  /** Nothing is beyond its tolerance, except where the reference itself is wrong. */
  readonly passed: boolean;
}

const NOTHING: Comparison = { worst: null, tolerance: 0, verdict: 'none', why: undefined };

export async function checkFile(imaging: Imaging, set: ConformanceSet, entry: ManifestEntry): Promise<CheckResult> {
  const source: ImageSource = { kind: 'file', path: join(set.folder, entry.file) };
  if (entry.reference === undefined && entry.display === undefined) return checkOutcome(imaging, source, entry);
  try {
    const { frames, transferSyntax = entry.transferSyntax } = await imaging.header(source);
    const stored = await checkStored(imaging, source, frames, set, entry);
    const display = await checkDisplay(imaging, source, set, entry);
    const passed = [stored, display].every(({ verdict }) => verdict !== 'mismatch');
    return { file: entry.file, syntax: transferSyntax, frames, stored, display, outcome: undefined, passed };
  } catch (error) {
    const failed: Comparison = { worst: null, tolerance: 0, verdict: 'mismatch', why: messageOf(error) };
    return {
      file: entry.file,
      syntax: entry.transferSyntax,
      frames: 0,
      stored: failed,
      display: NOTHING,
      outcome: undefined,
      passed: false,
    };
  }
}

async function checkStored(
  imaging: Imaging,
  source: ImageSource,
  frames: number,
  set: ConformanceSet,
  entry: ManifestEntry,
): Promise<Comparison> {
  if (entry.reference === undefined) return NOTHING;
  const tolerance = tolerated(entry.tolerance.stored, 0);
  const path = referencePath(set, entry.reference.file);
  if (path === undefined) return { worst: null, tolerance, verdict: 'mismatch', why: 'its reference is not at hand' };
  const expected = readStoredReference(path, entry.reference.dtype);
  let at = 0;
  let worst = 0;
  for (let frame = 0; frame < frames; frame++) {
    const { samples } = await imaging.stored(source, frame);
    worst = Math.max(worst, worstDifference(samples, expected.subarray(at, at + samples.length)));
    at += samples.length;
  }
  const whole = at === expected.length;
  return {
    worst,
    tolerance,
    verdict: whole && worst <= tolerance ? 'ok' : 'mismatch',
    why: whole ? undefined : `${at} values, the reference has ${expected.length}`,
  };
}

async function checkDisplay(
  imaging: Imaging,
  source: ImageSource,
  set: ConformanceSet,
  entry: ManifestEntry,
): Promise<Comparison> {
  if (entry.display === undefined) return NOTHING;
  const tolerance = tolerated(entry.tolerance.display, 1);
  const path = referencePath(set, entry.display.file);
  if (path === undefined) return { worst: null, tolerance, verdict: 'mismatch', why: 'its reference is not at hand' };
  const index = entry.display.frame - 1;
  const [frame, stored, tags] = [
    await imaging.frame(source, index),
    await imaging.stored(source, index),
    await imaging.tags(source),
  ];
  const reference = await readDisplayReference(path);
  const [choice, why] = referenceChoice(frame, entry.display.options);
  const worst = worstDifference(pictureLike(frame, choice, reference), reference.rgb);
  if (worst <= tolerance) return { worst, tolerance, verdict: 'ok', why };
  const fault = explainDifference({ frame, stored, tags }, reference.rgb, tolerance);
  return {
    worst: Number.isFinite(worst) ? worst : null,
    tolerance,
    verdict: fault === undefined ? 'mismatch' : 'reference wrong',
    why: fault,
  };
}

/**
 * Where a file has both a VOI LUT and windows, either may be shown (PS3.3 C.11.2.1): `+Wi 1` of dcm2pnm asks for the
 * first window.
 */
function referenceChoice(frame: FrameImage, options: string): readonly [VoiChoice, string | undefined] {
  if (frame.kind === 'colour' || frame.voi.luts.length === 0 || !options.startsWith('+Wi'))
    return [undefined, undefined];
  const window = frame.voi.windows[0];
  return window === undefined
    ? [undefined, undefined]
    : [{ kind: 'window', ...window }, 'compared in the first window, as the reference is, not in the VOI LUT'];
}

/** On the frame's own grid, as dcm2pnm writes it; with square pixels where the reference has them so. */
function pictureLike(frame: FrameImage, choice: VoiChoice, { width, height }: ReferencePicture): Uint8Array {
  const { rgb } = renderFrame(frame, choice);
  if (width === frame.columns && height === frame.rows) return rgb;
  const square = withSquarePixels({ width: frame.columns, height: frame.rows, rgb }, frame.pixelAspect);
  return square.width === width && square.height === height ? square.rgb : new Uint8Array(0);
}

async function checkOutcome(imaging: Imaging, source: ImageSource, entry: ManifestEntry): Promise<CheckResult> {
  const expected = expectedOutcome(entry);
  const [kind, said] = await imaging.decode(source).then(
    ({ notes }) => ['picture', notes.map(({ text }) => text).join(' ')] as const,
    (error: unknown) =>
      [
        error instanceof ImagingError && error.code !== 'timeLimit' && error.code !== 'decoderDied' ? 'error' : 'crash',
        messageOf(error),
      ] as const,
  );
  const isKind = expected.kind === 'any' ? kind !== 'crash' : kind === expected.kind;
  const passed = isKind && (expected.says === undefined || expected.says.test(said));
  const documented = `${expected.kind}${expected.says === undefined ? '' : ` that says ${expected.says.source}`}`;
  const outcome = `${kind}${said === '' ? '' : `: ${said}`}${passed ? '' : ` (documented: ${documented})`}`;
  return {
    file: entry.file,
    syntax: entry.transferSyntax,
    frames: 0,
    stored: NOTHING,
    display: NOTHING,
    outcome,
    passed,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
