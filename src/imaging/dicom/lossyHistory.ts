/** Whether the pixels have been through lossy compression (PS3.3 section C.7.6.1.1.5). */
import type { LossyHistory } from '../../display/imageHeader.ts';
import { codeString, decimals, texts } from './dataSet/attributes.ts';
import type { DicomFile } from './dataSet/readDicom.ts';
import { TAG } from './dataSet/tags.ts';

/**
 * Transfer syntaxes that cannot be lossless, with the method's name (PS3.3 section C.7.6.1.1.5.1); suffixes of
 * 1.2.840.10008.1.2.
 */
const ALWAYS_LOSSY = /\.4\.(50|51|52|53|54|55|56|59|60|61|62|63|64)$/;
/** Syntaxes that may be either: then the file's word counts, and without a word the worse is assumed. */
const MAYBE_LOSSY: readonly (readonly [RegExp, string])[] = [
  [/\.4\.81$/, 'ISO_14495_1'],
  [/\.4\.(91|93)$/, 'ISO_15444_1'],
  [/\.4\.203$/, 'ISO_15444_15'],
];

export function lossyHistory({ dataSet, syntax }: DicomFile): LossyHistory | undefined {
  const declared = codeString(dataSet, TAG.lossyImageCompression);
  const maybe = MAYBE_LOSSY.find(([uid]) => uid.test(syntax.uid));
  const always = ALWAYS_LOSSY.test(syntax.uid);
  if (declared !== '01' && !always && (maybe === undefined || declared === '00')) return undefined;
  const ratio = decimals(dataSet, TAG.lossyRatio).at(-1);
  const method = texts(dataSet, TAG.lossyMethod).at(-1) || (always ? 'ISO_10918_1' : maybe?.[1]);
  return {
    ratio: ratio !== undefined && ratio > 0 ? ratio : undefined,
    method: method !== undefined && /^[A-Z0-9_ ]{1,16}$/.test(method) ? method : undefined,
  };
}
