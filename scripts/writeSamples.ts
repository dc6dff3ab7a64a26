/**
 * `npm run samples`: writes samples/ anew, the same bytes each time: phantoms as DICOM and PNG files, a series, a loop,
 * and a report to draft into.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ctTestObject } from '../src/phantoms/ctTestObject.ts';
import { displayed } from '../src/phantoms/displayed.ts';
import { drawPhantomWith } from '../src/phantoms/drawPhantom.ts';
import { markedPng } from '../src/phantoms/markedPng.ts';
import type { Domain, PlannedFinding } from '../src/phantoms/phantom.ts';
import { phantomDicom } from '../src/phantoms/phantomDicom.ts';
import { ultrasoundLoop } from '../src/phantoms/ultrasoundLoop.ts';

const SAMPLES: readonly {
  readonly file: string;
  readonly domain: Domain;
  readonly findings: readonly PlannedFinding[];
}[] = [
  { file: 'chest-left-effusion.dcm', domain: 'chest_xray', findings: [{ kind: 'pleural effusion', place: 'left' }] },
  { file: 'chest-right-effusion.dcm', domain: 'chest_xray', findings: [{ kind: 'pleural effusion', place: 'right' }] },
  { file: 'chest-normal.dcm', domain: 'chest_xray', findings: [] },
  { file: 'ct-right-kidney-stone.dcm', domain: 'ct_scan', findings: [{ kind: 'kidney stone', place: 'right' }] },
  {
    file: 'mri-left-frontal-tumour.dcm',
    domain: 'mri',
    findings: [{ kind: 'brain tumour', place: 'left frontal lobe' }],
  },
  {
    file: 'histology-inflammation.png',
    domain: 'histology',
    findings: [{ kind: 'inflammation', place: 'upper right quadrant' }],
  },
  { file: 'gross-haemorrhage.png', domain: 'gross', findings: [{ kind: 'haemorrhage', place: 'lower left quadrant' }] },
];

const REPORT = `---
images: [chest-left-effusion.dcm]
---
# Chest radiograph

## Indication

Shortness of breath.

## Technique

Frontal chest radiograph (synthetic phantom).

## Comparison

None.

## Findings

## Impression
`;

const folder = join(import.meta.dirname, '..', 'samples');
for (const { file, domain, findings } of SAMPLES) {
  const phantom = drawPhantomWith(domain, `eval:sample:${file}`, findings);
  const bytes = file.endsWith('.dcm')
    ? phantomDicom(phantom)
    : markedPng(
        await sharp(displayed(phantom), { raw: { width: phantom.size, height: phantom.size, channels: 3 } })
          .png()
          .toBuffer(),
        domain,
      );
  await writeFile(join(folder, file), bytes);
}
await writeFile(join(folder, 'us-beating-chamber.dcm'), ultrasoundLoop());
// As they come from a scanner's disc: numbered, without an extension.
const slices = ctTestObject();
await mkdir(join(folder, 'ct-test-object'), { recursive: true });
for (const [index, bytes] of slices.entries())
  await writeFile(join(folder, 'ct-test-object', `IM${String(index + 1).padStart(6, '0')}`), bytes);
await writeFile(join(folder, 'report-chest.md'), REPORT);
console.log(`${SAMPLES.length + slices.length + 2} files in samples/`);
