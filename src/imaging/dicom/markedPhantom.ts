/** Whether a file is one of our drawn phantoms: its maker and model name say so, and it is no image of a patient. */
import { markedDomain, type PhantomDomain } from '../../display/phantomMark.ts';
import { codeString } from './dataSet/attributes.ts';
import type { DicomFile } from './dataSet/readDicom.ts';
import { TAG } from './dataSet/tags.ts';

/** Quality Control Image (0028,0300) is the standard's own word for a phantom (PS3.3 section C.7.6.1). */
export function markedPhantom({ dataSet }: DicomFile): PhantomDomain | undefined {
  if (codeString(dataSet, TAG.qualityControlImage) !== 'YES') return undefined;
  return markedDomain(dataSet.string(TAG.manufacturer)?.trim(), dataSet.string(TAG.manufacturerModelName)?.trim());
}
