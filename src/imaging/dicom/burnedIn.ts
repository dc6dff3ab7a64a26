/** Whether a name or number may be burned into the pixels. */
import type { BurnedInRisk } from '../../display/imageHeader.ts';
import { codeString } from './attributes.ts';
import type { DicomFile } from './readDicom.ts';
import { TAG } from './tags.ts';

/** Undefined when nothing speaks for it. */
export function burnedInRisk({ dataSet }: DicomFile): BurnedInRisk | undefined {
  return codeString(dataSet, TAG.burnedInAnnotation) === 'YES'
    ? { level: 'declared', reason: 'the file says that its picture holds annotations that name the patient or the study' }
    : undefined;
}
