import type { SupplementalColours } from '../../../display/frameImage.ts';
import { codeString } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';
import { readPalette } from './palette.ts';
import { renderPalette } from './renderColour.ts';

/**
 * The palette of a grey image whose higher values are colours: Pixel Presentation (0008,9205) says that it is to be used
 * (PS3.3 section C.7.6.19).
 */
export function readSupplementalColours(file: DicomFile, signed: boolean): SupplementalColours | undefined {
  const presentation = codeString(file.dataSet, TAG.pixelPresentation);
  const hasPalette = file.dataSet.elements[TAG.redPaletteDescriptor] !== undefined;
  if ((presentation !== 'COLOR' && presentation !== 'MIXED') || !hasPalette) return undefined;
  const palette = readPalette(file, signed);
  const first = palette.red.first;
  const values = Int32Array.from(palette.red.entries, (_, i) => first + i);
  return { first, rgb: renderPalette(values, palette) };
}
