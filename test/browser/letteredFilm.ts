/** A drawn film that says where its sides lie in the patient and how large its pixels are at the detector. */
import { dicomFile, imageElements, pixelWords } from '../unit/imaging/dicomBuilder.ts';

export const FILM = { columns: 320, rows: 240 } as const;

/** The stored value of a pixel: it rises along a row by 3 and down a column by 5. */
export function storedAt(x: number, y: number): number {
  return 100 + 3 * x + 5 * y;
}

export function letteredFilm(): Uint8Array {
  const { columns, rows } = FILM;
  const words = Array.from({ length: columns * rows }, (_, i) => storedAt(i % columns, Math.floor(i / columns)));
  return dicomFile(
    imageElements(
      {
        columns,
        rows,
        allocated: 16,
        stored: 12,
        more: [
          ['00080060', 'CS', 'DX'],
          ['00181164', 'DS', '0.2\\0.2'],
          ['00200020', 'CS', 'L\\F'],
        ],
      },
      pixelWords(words),
    ),
  );
}
