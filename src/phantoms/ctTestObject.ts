/**
 * A CT test object as a series of slices: a cylinder of water with rods of known density and spheres that come and go
 * from slice to slice, to leaf through, to measure, and to see what a window does: the low-contrast sphere shows in a
 * narrow one only.
 */
import { PHANTOM_MAKER } from '../display/phantomMark.ts';
import { dicomElement, dicomFile, randomUid, shortElement, textElement, type DicomElement } from './dicomFile.ts';
import { Random } from './random.ts';
import { ellipse, Raster } from './raster.ts';

const SIZE = 128;
const SLICES = 8;
/** Distance of pixels and of slices, mm. */
const PIXEL_MM = 1.75;
const SLICE_MM = 6;
const INTERCEPT = -1024;
const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

/** HU at 120 kV. */
const HU = { air: -1000, water: 0, polyethylene: -90, acrylic: 120, teflon: 950, low: 25 };

const RODS: readonly { readonly x: number; readonly y: number; readonly radiusMm: number; readonly hu: number }[] = [
  { x: 0.5, y: 0.2, radiusMm: 12, hu: HU.air },
  { x: 0.8, y: 0.5, radiusMm: 12, hu: HU.teflon },
  { x: 0.5, y: 0.8, radiusMm: 12, hu: HU.acrylic },
  { x: 0.2, y: 0.5, radiusMm: 12, hu: HU.polyethylene },
];
/** `z`: of the centre, mm from the middle of the series. */
const SPHERES: readonly {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly radiusMm: number;
  readonly hu: number;
}[] = [
  { x: 0.5, y: 0.5, z: 0, radiusMm: 22, hu: HU.low },
  { x: 0.36, y: 0.36, z: -12, radiusMm: 10, hu: HU.teflon },
  { x: 0.64, y: 0.64, z: 12, radiusMm: 10, hu: HU.air },
];

/** The slices from the first instance on, each as a DICOM file. The same bytes each time. */
export function ctTestObject(): readonly Uint8Array[] {
  const random = new Random('ct test object');
  const series = { study: randomUid(random), series: randomUid(random), frameOfReference: randomUid(random) };
  return Array.from({ length: SLICES }, (_, index) => {
    const instance = randomUid(random);
    const z = (index - (SLICES - 1) / 2) * SLICE_MM;
    return dicomFile({
      sopClass: CT_IMAGE,
      sopInstance: instance,
      elements: [...header(series, instance, index, z), ...pixels(slice(z, random))],
    });
  });
}

function slice(z: number, random: Random): Raster {
  const raster = new Raster(SIZE, [HU.air]);
  const fraction = (mm: number): number => mm / (SIZE * PIXEL_MM);
  raster.paint(ellipse(0.5, 0.5, fraction(100), fraction(100), 0.01), [HU.water]);
  for (const { x, y, radiusMm, hu } of RODS)
    raster.paint(ellipse(x, y, fraction(radiusMm), fraction(radiusMm), 0.01), [hu]);
  for (const sphere of SPHERES) {
    const radiusMm = Math.sqrt(Math.max(sphere.radiusMm ** 2 - (z - sphere.z) ** 2, 0));
    if (radiusMm > 0)
      raster.paint(ellipse(sphere.x, sphere.y, fraction(radiusMm), fraction(radiusMm), 0.01), [sphere.hu]);
  }
  raster.addNoise(random, 6);
  return raster;
}

function header(
  uids: { study: string; series: string; frameOfReference: string },
  instance: string,
  index: number,
  z: number,
): DicomElement[] {
  const corner = (-PIXEL_MM * (SIZE - 1)) / 2;
  return [
    textElement(0x0008, 0x0008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    textElement(0x0008, 0x0016, 'UI', CT_IMAGE),
    textElement(0x0008, 0x0018, 'UI', instance),
    textElement(0x0008, 0x0020, 'DA', '20260101'),
    textElement(0x0008, 0x0060, 'CS', 'CT'),
    textElement(0x0008, 0x0070, 'LO', PHANTOM_MAKER),
    textElement(0x0008, 0x103e, 'LO', 'Synthetic test object'),
    textElement(0x0010, 0x0010, 'PN', 'Phantom^Synthetic'),
    textElement(0x0010, 0x0020, 'LO', 'PHANTOM'),
    textElement(0x0018, 0x0050, 'DS', String(SLICE_MM)),
    textElement(0x0018, 0x5100, 'CS', 'HFS'),
    textElement(0x0020, 0x000d, 'UI', uids.study),
    textElement(0x0020, 0x000e, 'UI', uids.series),
    textElement(0x0020, 0x0011, 'IS', '2'),
    textElement(0x0020, 0x0013, 'IS', String(index + 1)),
    textElement(0x0020, 0x0032, 'DS', `${String(corner)}\\${String(corner)}\\${String(z)}`),
    textElement(0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'),
    textElement(0x0020, 0x0052, 'UI', uids.frameOfReference),
    textElement(0x0028, 0x0030, 'DS', `${String(PIXEL_MM)}\\${String(PIXEL_MM)}`),
    textElement(0x0028, 0x1050, 'DS', '40\\20'),
    textElement(0x0028, 0x1051, 'DS', '400\\80'),
    textElement(0x0028, 0x1055, 'LO', 'SOFT TISSUE\\LOW CONTRAST'),
    textElement(0x0028, 0x1052, 'DS', String(INTERCEPT)),
    textElement(0x0028, 0x1053, 'DS', '1'),
    textElement(0x0028, 0x1054, 'LO', 'HU'),
  ];
}

function pixels(raster: Raster): DicomElement[] {
  const words = new DataView(new ArrayBuffer(SIZE * SIZE * 2));
  raster.data.forEach((hu, index) => {
    words.setUint16(index * 2, Math.min(Math.max(Math.round(hu) - INTERCEPT, 0), 4095), true);
  });
  return [
    shortElement(0x0028, 0x0002, 1),
    textElement(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    shortElement(0x0028, 0x0010, SIZE),
    shortElement(0x0028, 0x0011, SIZE),
    shortElement(0x0028, 0x0100, 16),
    shortElement(0x0028, 0x0101, 12),
    shortElement(0x0028, 0x0102, 11),
    shortElement(0x0028, 0x0103, 0),
    dicomElement(0x7fe0, 0x0010, 'OW', new Uint8Array(words.buffer)),
  ];
}
