/** Which images are leafed through together, and in which order. */
import type { SeriesHeader, SlicePlane } from './seriesHeader.ts';

export interface Placed {
  readonly header: SeriesHeader;
  /** Along the normal of the slices, mm. */
  readonly positionMm: number | undefined;
}

/**
 * Two slices are parallel when the cosine of the angle between their axes is not below this (2.5°: a scanner's
 * rounding, not another scan).
 */
const PARALLEL = 0.999;
/** Slices nearer than this lie at the same place. */
const SAME_PLACE_MM = 0.01;

/**
 * The images that are leafed through with `own`, in order. They are of its series (PS3.3 section C.7.3.1.1), and where
 * its slices have a place in the patient, parallel to it and of its matrix: a localiser or a reformat in another plane
 * is another stack. Films and clips have no such place and stay together, whatever their size.
 */
export function seriesOrder(own: SeriesHeader, all: readonly SeriesHeader[]): readonly Placed[] {
  const together = all.filter(
    (other) => other.path === own.path || (isSameSeries(own, other) && canBeLeafed(own, other)),
  );
  const normal = own.plane && normalOf(own.plane);
  const placed = together.map((header): Placed => ({
    header,
    positionMm: normal && header.plane && dot(header.plane.position, normal),
  }));
  return hasPlaces(placed) ? byPlace(placed) : placed.sort(byNumber);
}

function isSameSeries(own: SeriesHeader, other: SeriesHeader): boolean {
  return own.seriesUid !== undefined && own.seriesUid === other.seriesUid && own.studyUid === other.studyUid;
}

function canBeLeafed(own: SeriesHeader, other: SeriesHeader): boolean {
  if (own.plane === undefined || other.plane === undefined) return own.plane === other.plane;
  if (own.rows !== other.rows || own.columns !== other.columns) return false;
  return dot(own.plane.row, other.plane.row) >= PARALLEL && dot(own.plane.column, other.plane.column) >= PARALLEL;
}

/**
 * Every image has a place of its own. Where several share one (echoes, phases, time points), the scanner's numbers keep
 * each pass together.
 */
function hasPlaces(placed: readonly Placed[]): boolean {
  const places = placed
    .map(({ positionMm }) => positionMm)
    .filter((position) => position !== undefined)
    .sort((one, other) => one - other);
  return (
    places.length === placed.length &&
    places.every((position, index) => index === 0 || position - places[index - 1]! >= SAME_PLACE_MM)
  );
}

/** From the end at which the scanner began to count, which is the end that a radiologist starts from. */
function byPlace(placed: readonly Placed[]): readonly Placed[] {
  const ascending = [...placed].sort((one, other) => one.positionMm! - other.positionMm!);
  const [first, last] = [ascending[0]?.header.instanceNumber, ascending.at(-1)?.header.instanceNumber];
  return first !== undefined && last !== undefined && first > last ? ascending.reverse() : ascending;
}

function byNumber({ header: one }: Placed, { header: other }: Placed): number {
  const order = (one.instanceNumber ?? Number.POSITIVE_INFINITY) - (other.instanceNumber ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(order) || order === 0 ? one.path.localeCompare(other.path, undefined, { numeric: true }) : order;
}

/** How many of them are the same image as an earlier one, by its SOP Instance UID. */
export function copiesIn(order: readonly Placed[]): number {
  const uids = order.map(({ header }) => header.instanceUid).filter((uid) => uid !== undefined && uid !== '');
  return uids.length - new Set(uids).size;
}

type Vector = SlicePlane['row'];

function normalOf({ row: [a, b, c], column: [d, e, f] }: SlicePlane): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function dot([a, b, c]: Vector, [d, e, f]: Vector): number {
  return a * d + b * e + c * f;
}
