/** What a region of interest says of itself, in lines. */
import { t } from '@vscode/l10n';
import { spacingAt } from '../../src/display/calibratedRegion.ts';
import type { FrameImage } from '../../src/display/frameImage.ts';
import type { RoiShape, RoiStatistics, ValueStatistics } from '../../src/display/roiStatistics.ts';
import { type Measurement, SIZE_AT } from './measure.ts';

/** Undefined for what is no region, or not drawn yet. */
export function roiShape({ kind, points: [from, to] }: Measurement): RoiShape | undefined {
  return (kind === 'ellipse' || kind === 'rectangle') && from !== undefined && to !== undefined
    ? { kind, from, to }
    : undefined;
}

/**
 * e.g. `mean 40.2  SD 12.1 HU`, `min -20  max 90 HU`, `SUVbw mean 2.31  max 5.6`, `3.14 cm²  1234 px`. `statistics`:
 * undefined until they are known.
 */
export function roiLines(image: FrameImage, shape: RoiShape, statistics: RoiStatistics | undefined): readonly string[] {
  const size = `${areaText(image, shape)}${statistics === undefined ? '' : `  ${String(statistics.pixels)} px`}`;
  if (statistics === undefined) return ['…', size];
  const { channels } = statistics;
  const [first] = channels;
  if (first === undefined) return [t`no values`, size];
  if (image.kind === 'colour') {
    const each = (part: keyof ValueStatistics): string =>
      channels.map((channel, i) => `${'RGB'.charAt(i)} ${valueText(channel[part])}`).join('  ');
    return [t`mean ${each('mean')}`, `SD ${each('sd')}`, t`min ${each('min')}`, t`max ${each('max')}`, size];
  }
  const unit = image.unit === undefined ? '' : ` ${image.unit}`;
  const values = ({ mean, sd, min, max }: ValueStatistics, unitText: string): readonly string[] => [
    t`mean ${valueText(mean)}  SD ${valueText(sd)}${unitText}`,
    t`min ${valueText(min)}  max ${valueText(max)}${unitText}`,
  ];
  return [...values(first, unit), ...suvLines(image, first), size];

  function suvLines({ suv }: typeof image & { kind: 'monochrome' }, of: ValueStatistics): readonly string[] {
    if (suv === undefined || !('factor' in suv)) return [];
    const { factor } = suv;
    const scaled = { mean: of.mean * factor, sd: of.sd * factor, min: of.min * factor, max: of.max * factor };
    return values(scaled, ' g/ml').map((line) => `SUVbw ${line}`);
  }
}

/** Of the shape as it is drawn, what lies outside of the image included. */
function areaText(image: FrameImage, { kind, from, to }: RoiShape): string {
  const [across, down] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  const part = kind === 'ellipse' ? Math.PI / 4 : 1;
  const spacing = spacingAt(image, [from, to]);
  if (spacing === undefined) return `${(part * across * down).toFixed(0)} px²`;
  const mm2 = part * across * spacing.columnMm * down * spacing.rowMm;
  const text = mm2 < 100 ? `${mm2.toFixed(mm2 < 10 ? 2 : 1)} mm²` : `${(mm2 / 100).toFixed(2)} cm²`;
  return SIZE_AT[spacing.at](text);
}

/** Whole numbers as they are, others with the digits that mean something. */
export function valueText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-3) return value.toPrecision(3);
  return value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 4);
}
