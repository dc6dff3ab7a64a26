import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AcquisitionTags } from '../../../src/report/acquisitionTags.ts';
import { techniqueText } from '../../../src/report/technique.ts';

function tags(modality?: string, bodyPart?: string, viewPosition?: string, laterality?: string): AcquisitionTags {
  return { modality, bodyPart, viewPosition, laterality };
}

describe('techniqueText', () => {
  const cases: readonly (readonly [string, readonly AcquisitionTags[], string | undefined])[] = [
    ['a chest film', [tags('CR', 'CHEST', 'PA')], 'Computed radiograph of the chest, posteroanterior view.'],
    ['a side', [tags('DX', 'HAND', 'LAT', 'L')], 'Digital radiograph of the left hand, lateral view.'],
    ['a modality alone', [tags('CT')], 'Computed tomography.'],
    ['values padded as DICOM pads them', [tags('MR ', 'HEAD ')], 'Magnetic resonance imaging of the head.'],
    [
      'equal images once, others besides',
      [tags('CR', 'CHEST', 'PA'), tags('CR', 'CHEST', 'PA'), tags('CR', 'CHEST', 'LL')],
      'Computed radiograph of the chest, posteroanterior view. Computed radiograph of the chest, left lateral view.',
    ],
    ['no free text', [tags('CR', 'chest of Mrs. Doe', 'see note')], 'Computed radiograph.'],
    ['nothing of images without a modality', [tags(undefined, 'CHEST'), tags('SR')], undefined],
    ['nothing of no images', [], undefined],
  ];
  for (const [name, images, expected] of cases) it(`says ${name}`, () => assert.equal(techniqueText(images), expected));
});
