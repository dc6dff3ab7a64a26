/** Typed, forgiving reads of attributes: a missing or malformed value is undefined or empty, never an exception. */
import type { DataSet } from 'dicom-parser';
import { TAG } from './tags.ts';

/** VR US (or the unsigned reading of SS). */
export function unsigned16(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 2 ? undefined : dataSet.uint16(tag);
}

/** VR UL. */
export function unsigned32(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 4 ? undefined : dataSet.uint32(tag);
}

/** VR FD. */
export function double(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 8 ? undefined : dataSet.double(tag);
}

/** All values of a DS or IS attribute; empty when one of them is no number. */
export function decimals(dataSet: DataSet, tag: string): readonly number[] {
  const text = dataSet.string(tag);
  if (text === undefined || text === '') return [];
  const values = text.split('\\').map((part) => (part.trim() === '' ? NaN : Number(part)));
  return values.every(Number.isFinite) ? values : [];
}

/** VR IS. Takes the leading digits of a malformed value, as other readers do. */
export function integer(dataSet: DataSet, tag: string): number | undefined {
  const value = Number.parseInt(dataSet.string(tag) ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

/**
 * VR CS. Only what the standard allows in a code string passes, so that free text in the wrong place goes no further.
 */
export function codeString(dataSet: DataSet, tag: string): string | undefined {
  const text = dataSet.string(tag)?.trim();
  return text !== undefined && /^[A-Z0-9_ ]{1,16}$/.test(text) ? text : undefined;
}

/** All values of a text attribute, trimmed; empty when it is missing. For the screen only. */
export function texts(dataSet: DataSet, tag: string): readonly string[] {
  return (dataSet.string(tag) ?? '').split('\\').map((part) => part.trim());
}

export function items(dataSet: DataSet, sequence: string): readonly DataSet[] {
  return (dataSet.elements[sequence]?.items ?? []).flatMap((item) =>
    item.dataSet === undefined ? [] : [item.dataSet],
  );
}

/**
 * The data sets in which an attribute of a frame may stand, the most particular first: the functional group macro
 * `sequence` of the frame, the shared one (PS3.3 section C.7.6.16), then the data set itself.
 */
export function framePlaces(dataSet: DataSet, frame: number, sequence: string): readonly DataSet[] {
  const perFrame = items(dataSet, TAG.perFrameFunctionalGroupsSequence)[frame];
  const shared = items(dataSet, TAG.sharedFunctionalGroupsSequence)[0];
  return [perFrame, shared].flatMap((group) => (group === undefined ? [] : items(group, sequence))).concat(dataSet);
}
