import { PHANTOM_MAKER, phantomModelName } from '../display/phantomMark.ts';
import { dicomElement, dicomFile, randomUid, shortElement, textElement, type DicomElement } from './dicomFile.ts';
import type { Domain, Phantom } from './phantom.ts';
import { Random } from './random.ts';

/** What a modality writes into its header. SOP classes: PS3.4 annex B.5. */
const HEADERS: Record<
  Domain,
  { readonly sopClass: string; readonly modality: string; readonly bodyPart?: string; readonly description: string }
> = {
  chest_xray: {
    sopClass: '1.2.840.10008.5.1.4.1.1.1',
    modality: 'CR',
    bodyPart: 'CHEST',
    description: 'Synthetic phantom: chest PA',
  },
  ct_scan: {
    sopClass: '1.2.840.10008.5.1.4.1.1.2',
    modality: 'CT',
    bodyPart: 'ABDOMEN',
    description: 'Synthetic phantom: CT of the abdomen',
  },
  mri: {
    sopClass: '1.2.840.10008.5.1.4.1.1.4',
    modality: 'MR',
    bodyPart: 'BRAIN',
    description: 'Synthetic phantom: MRI of the brain, T2',
  },
  histology: {
    sopClass: '1.2.840.10008.5.1.4.1.1.77.1.2',
    modality: 'GM',
    description: 'Synthetic phantom: histology',
  },
  gross: {
    sopClass: '1.2.840.10008.5.1.4.1.1.77.1.4',
    modality: 'XC',
    description: 'Synthetic phantom: gross pathology',
  },
};

/** HU are stored shifted, so that they fit 12 unsigned bits. */
const CT_INTERCEPT = -1024;
/** Bits of a grey sample. */
const BITS = 12;

/**
 * The phantom as a DICOM file (explicit VR little endian) of a patient who does not exist. Deterministic: UIDs come
 * from the seed.
 */
export function phantomDicom(phantom: Phantom): Uint8Array {
  const header = HEADERS[phantom.domain];
  const random = new Random(`uid:${phantom.domain}:${phantom.seed}`);
  const instance = randomUid(random);
  return dicomFile({
    sopClass: header.sopClass,
    sopInstance: instance,
    elements: [
      textElement(0x0008, 0x0005, 'CS', 'ISO_IR 192'),
      textElement(0x0008, 0x0008, 'CS', 'DERIVED\\PRIMARY'),
      textElement(0x0008, 0x0016, 'UI', header.sopClass),
      textElement(0x0008, 0x0018, 'UI', instance),
      textElement(0x0008, 0x0020, 'DA', '20260101'),
      textElement(0x0008, 0x0030, 'TM', '120000'),
      textElement(0x0008, 0x0050, 'SH', ''),
      textElement(0x0008, 0x0060, 'CS', header.modality),
      textElement(0x0008, 0x0070, 'LO', PHANTOM_MAKER),
      textElement(0x0008, 0x0090, 'PN', ''),
      textElement(0x0008, 0x103e, 'LO', header.description),
      textElement(0x0008, 0x1090, 'LO', phantomModelName(phantom.domain)),
      textElement(0x0010, 0x0010, 'PN', 'Phantom^Synthetic'),
      textElement(0x0010, 0x0020, 'LO', 'PHANTOM'),
      textElement(0x0010, 0x0030, 'DA', ''),
      textElement(0x0010, 0x0040, 'CS', 'O'),
      ...(header.bodyPart === undefined ? [] : [textElement(0x0018, 0x0015, 'CS', header.bodyPart)]),
      textElement(0x0020, 0x000d, 'UI', randomUid(random)),
      textElement(0x0020, 0x000e, 'UI', randomUid(random)),
      textElement(0x0020, 0x0010, 'SH', '1'),
      textElement(0x0020, 0x0011, 'IS', '1'),
      textElement(0x0020, 0x0013, 'IS', '1'),
      ...geometry(phantom.domain, random),
      textElement(0x0028, 0x0300, 'CS', 'YES'),
      ...pixels(phantom),
    ],
  });
}

function geometry(domain: Domain, random: Random): DicomElement[] {
  if (domain === 'chest_xray')
    return [textElement(0x0018, 0x5101, 'CS', 'PA'), textElement(0x0020, 0x0020, 'CS', 'L\\F')];
  if (domain !== 'ct_scan' && domain !== 'mri') return [];
  const spacing = domain === 'ct_scan' ? 1.5 : 0.9;
  const corner = -spacing * 127.5;
  return [
    textElement(0x0018, 0x0050, 'DS', '5'),
    textElement(0x0018, 0x5100, 'CS', 'HFS'),
    textElement(0x0020, 0x0032, 'DS', `${corner}\\${corner}\\0`),
    textElement(0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'),
    textElement(0x0020, 0x0052, 'UI', randomUid(random)),
    textElement(0x0028, 0x0030, 'DS', `${spacing}\\${spacing}`),
  ];
}

function pixels({ domain, samples, size }: Phantom): DicomElement[] {
  const grey = samples.kind === 'grey';
  const bits = grey ? 16 : 8;
  const stored = grey ? BITS : 8;
  return [
    shortElement(0x0028, 0x0002, grey ? 1 : 3),
    textElement(0x0028, 0x0004, 'CS', grey ? 'MONOCHROME2' : 'RGB'),
    ...(grey ? [] : [shortElement(0x0028, 0x0006, 0)]),
    shortElement(0x0028, 0x0010, size),
    shortElement(0x0028, 0x0011, size),
    shortElement(0x0028, 0x0100, bits),
    shortElement(0x0028, 0x0101, stored),
    shortElement(0x0028, 0x0102, stored - 1),
    shortElement(0x0028, 0x0103, 0),
    ...(grey
      ? [
          textElement(0x0028, 0x1050, 'DS', String(samples.window.center)),
          textElement(0x0028, 0x1051, 'DS', String(samples.window.width)),
        ]
      : []),
    ...(domain === 'ct_scan'
      ? [
          textElement(0x0028, 0x1052, 'DS', String(CT_INTERCEPT)),
          textElement(0x0028, 0x1053, 'DS', '1'),
          textElement(0x0028, 0x1054, 'LO', 'HU'),
        ]
      : []),
    grey
      ? dicomElement(0x7fe0, 0x0010, 'OW', words(samples.values, domain === 'ct_scan' ? CT_INTERCEPT : 0))
      : dicomElement(0x7fe0, 0x0010, 'OW', samples.values),
  ];
}

function words(values: Int16Array, intercept: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, index) => {
    bytes.setUint16(index * 2, value - intercept, true);
  });
  return new Uint8Array(bytes.buffer);
}
