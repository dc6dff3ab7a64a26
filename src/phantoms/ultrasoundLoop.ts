/**
 * An ultrasound loop as one multi-frame file: a chamber in a sector of speckle that beats once, for the frame slider
 * and the cine.
 */
import { dicomElement, dicomFile, randomUid, shortElement, textElement } from './dicomFile.ts';
import { Random } from './random.ts';
import { cut, ellipse, Raster, smoothField } from './raster.ts';

const SIZE = 128;
const FRAMES = 16;
const FRAME_MS = 60;
const ULTRASOUND_MULTIFRAME = '1.2.840.10008.5.1.4.1.1.3.1';

/** The same bytes each time. */
export function ultrasoundLoop(): Uint8Array {
  const random = new Random('ultrasound loop');
  const instance = randomUid(random);
  const speckle = smoothField(random, 48);
  const frames = new Uint8Array(FRAMES * SIZE * SIZE);
  for (let frame = 0; frame < FRAMES; frame++) {
    drawFrame(frame / FRAMES, speckle).data.forEach((value, index) => {
      frames[frame * SIZE * SIZE + index] = Math.min(Math.max(Math.round(value), 0), 255);
    });
  }
  return dicomFile({
    sopClass: ULTRASOUND_MULTIFRAME,
    sopInstance: instance,
    elements: [
      textElement(0x0008, 0x0008, 'CS', 'ORIGINAL\\PRIMARY'),
      textElement(0x0008, 0x0016, 'UI', ULTRASOUND_MULTIFRAME),
      textElement(0x0008, 0x0018, 'UI', instance),
      textElement(0x0008, 0x0020, 'DA', '20260101'),
      textElement(0x0008, 0x0060, 'CS', 'US'),
      textElement(0x0008, 0x0070, 'LO', 'LLaVA-Med phantoms'),
      textElement(0x0008, 0x103e, 'LO', 'Synthetic loop: a beating chamber'),
      textElement(0x0010, 0x0010, 'PN', 'Phantom^Synthetic'),
      textElement(0x0010, 0x0020, 'LO', 'PHANTOM'),
      textElement(0x0018, 0x1063, 'DS', String(FRAME_MS)),
      textElement(0x0020, 0x000d, 'UI', randomUid(random)),
      textElement(0x0020, 0x000e, 'UI', randomUid(random)),
      textElement(0x0020, 0x0011, 'IS', '1'),
      textElement(0x0020, 0x0013, 'IS', '1'),
      shortElement(0x0028, 0x0002, 1),
      textElement(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
      textElement(0x0028, 0x0008, 'IS', String(FRAMES)),
      dicomElement(0x0028, 0x0009, 'AT', Uint8Array.of(0x18, 0x00, 0x63, 0x10)),
      shortElement(0x0028, 0x0010, SIZE),
      shortElement(0x0028, 0x0011, SIZE),
      shortElement(0x0028, 0x0100, 8),
      shortElement(0x0028, 0x0101, 8),
      shortElement(0x0028, 0x0102, 7),
      shortElement(0x0028, 0x0103, 0),
      textElement(0x0028, 0x0301, 'CS', 'NO'),
      // Without a window each frame would be stretched to its own range, and the loop would flicker.
      textElement(0x0028, 0x1050, 'DS', '128'),
      textElement(0x0028, 0x1051, 'DS', '256'),
      dicomElement(0x7fe0, 0x0010, 'OB', frames),
    ],
  });
}

/** `phase` is the part of the beat that has passed, 0 to 1. */
function drawFrame(phase: number, speckle: (x: number, y: number) => number): Raster {
  const raster = new Raster(SIZE, [0]);
  // A probe at the top: 80° wide, from 4 to 92 % of the depth.
  const depth = (x: number, y: number): number => Math.hypot(x - 0.5, y - 0.04);
  const sector = cut(
    cut(
      ellipse(0.5, 0.04, 0.9, 0.9, 0.006),
      (x, y) => Math.cos(0.7) * (y - 0.02) - Math.sin(0.7) * Math.abs(x - 0.5),
      0.008,
    ),
    (x, y) => depth(x, y) - 0.05,
    0.008,
  );
  raster.paint(sector, [70]);
  const beat = 0.5 - 0.5 * Math.cos(2 * Math.PI * phase);
  const [rx, ry] = [0.17 - 0.05 * beat, 0.24 - 0.06 * beat];
  const wall = 0.035 + 0.012 * beat;
  const within = (x: number, y: number, width: number, height: number): Parameters<typeof cut>[0] =>
    cut(ellipse(x, y, width, height, 0.012), (px, py) => sector.coverage(px, py) - 0.5, 0.5);
  raster.paint(within(0.5, 0.52, rx + wall, ry + wall), [150]);
  raster.paint(within(0.5, 0.52, rx, ry), [14]);
  raster.add(sector, 38, (x, y) => speckle(x, y) * (1.1 - depth(x, y)));
  return raster;
}
