/** The parts of an ultrasound picture that show tissue to scale (PS3.3 section C.8.5.5, US Region Calibration). */
import type { DataSet } from 'dicom-parser';
import type { CalibratedRegion } from '../../../display/calibratedRegion.ts';
import type { PixelSpacing } from '../../../display/pixelSpacing.ts';
import { double, items, unsigned16, unsigned32 } from '../dataSet/attributes.ts';
import { TAG } from '../dataSet/tags.ts';

/** Region Spatial Format "2D" and Physical Units "cm" (PS3.3 sections C.8.5.5.1.1 and C.8.5.5.1.15). */
const TWO_DIMENSIONAL = 1;
const CENTIMETRES = 3;
/** Region Flags bit 0: its pixels yield to those of another region. */
const YIELDS = 1;
/** Pixels that the far edge of a region may be off the picture's: some count it from 1, or up to the one after it. */
const EDGE = 2;
/** Deltas of one depth setting that are written with few digits are the same. */
const SAME = 0.001;

export interface UltrasoundScale {
  /** In the order in which they count where they overlap: those whose pixels have priority, then the smaller ones. */
  readonly regions: readonly CalibratedRegion[];
  /** Of the whole picture, where all regions agree. */
  readonly spacing: PixelSpacing | undefined;
  /** A region was written for a larger picture, and is not used. */
  readonly misfit: boolean;
}

export function ultrasoundScale(dataSet: DataSet): UltrasoundScale {
  const columns = unsigned16(dataSet, TAG.columns) ?? 0;
  const rows = unsigned16(dataSet, TAG.rows) ?? 0;
  const found = items(dataSet, TAG.ultrasoundRegions).flatMap((item) => {
    const spacing = tissueSpacing(item);
    return spacing === undefined ? [] : [{ ...boxOf(item, columns, rows), spacing, yields: yields(item) }];
  });
  const fitting = found.filter((region) => fits(region, columns, rows));
  const regions = [...fitting]
    .sort((one, other) => Number(one.yields) - Number(other.yields) || area(one) - area(other))
    .map(({ left, top, right, bottom, spacing }): CalibratedRegion => ({ left, top, right, bottom, spacing }));
  const [first] = regions;
  const agree = first !== undefined && regions.every(({ spacing }) => near(spacing, first.spacing));
  return { regions, spacing: agree ? first.spacing : undefined, misfit: fitting.length < found.length };
}

/** Undefined for a spectrum, a curve, and what is not in centimetres both ways. */
function tissueSpacing(region: DataSet): PixelSpacing | undefined {
  if (unsigned16(region, TAG.regionSpatialFormat) !== TWO_DIMENSIONAL) return undefined;
  const units = [TAG.regionUnitsX, TAG.regionUnitsY].map((tag) => unsigned16(region, tag));
  if (units.some((unit) => unit !== CENTIMETRES)) return undefined;
  // A delta is negative where the axis runs the other way.
  const [rowMm = 0, columnMm = 0] = [TAG.regionDeltaY, TAG.regionDeltaX].map(
    (tag) => Math.abs(double(region, tag) ?? 0) * 10,
  );
  return rowMm > 0 && columnMm > 0 ? { rowMm, columnMm, at: 'ultrasoundRegion' } : undefined;
}

type Box = Omit<CalibratedRegion, 'spacing'>;

/** The last pixel belongs to it. A region that does not say where it lies is taken for the whole picture. */
function boxOf(region: DataSet, columns: number, rows: number): Box {
  const [left, top, right, bottom] = [TAG.regionMinX, TAG.regionMinY, TAG.regionMaxX, TAG.regionMaxY].map((tag) =>
    unsigned32(region, tag),
  );
  if (left === undefined || top === undefined || right === undefined || bottom === undefined)
    return { left: 0, top: 0, right: columns, bottom: rows };
  return { left, top, right: right + 1, bottom: bottom + 1 };
}

/**
 * A region that reaches beyond the picture was written for a larger one, of which this one was cut or made smaller. Cut,
 * its scale still holds: so it is taken where the region ends with the picture the other way. Made smaller, it does not.
 */
function fits({ right, bottom }: Box, columns: number, rows: number): boolean {
  const [acrossBy, downBy] = [right - columns, bottom - rows];
  if (acrossBy <= EDGE && downBy <= EDGE) return true;
  return Math.min(Math.abs(acrossBy), Math.abs(downBy)) <= EDGE;
}

function yields(region: DataSet): boolean {
  return ((unsigned32(region, TAG.regionFlags) ?? 0) & YIELDS) === YIELDS;
}

function area({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

function near(one: PixelSpacing, other: PixelSpacing): boolean {
  const alike = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * b;
  return alike(one.rowMm, other.rowMm) && alike(one.columnMm, other.columnMm);
}
