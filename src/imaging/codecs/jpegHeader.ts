/** What a JPEG or JPEG-LS stream says of itself (ITU-T T.81 Annex B, T.87 Annex C). */
import type { StreamFacts } from './streamFacts.ts';

const START_OF_SCAN = Buffer.of(0xff, 0xda);
const ADOBE = 'Adobe';
const JFIF = 'JFIF';
const RGB_IDS = 'RGB';

/** The SOF marker decides (T.81 Table B.1): SOF3 is lossless Huffman, SOF55 is JPEG-LS. */
export function jpegHeader(view: DataView): StreamFacts | undefined {
  let application: Application = {};
  for (let at = 2; ;) {
    const marker = view.getUint16(at);
    const isFrame =
      marker === 0xfff7 || (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker));
    if (isFrame) {
      const isLs = marker === 0xfff7;
      const components = view.getUint8(at + 9);
      return {
        codec: isLs ? 'jpegLs' : 'jpeg',
        lossy: isLs ? isNearLossless(view, at) : marker !== 0xffc3,
        bits: view.getUint8(at + 4),
        signed: false,
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components,
        colourTransform: false,
        colour: components === 3 && !isLs ? colourOf(view, at, application, marker !== 0xffc3) : undefined,
        leastBytes: 0,
        scans: scanCount(view),
      };
    }
    if (marker === 0xffff) at += 1;
    else if (marker < 0xff01) return undefined;
    else {
      application = applicationData(view, at, marker, application);
      at += 2 + view.getUint16(at + 2);
    }
  }
}

interface Application {
  readonly jfif?: boolean;
  /** Colour transform of Adobe's APP14: 0 is none, 1 is YCbCr. */
  readonly adobe?: number;
}

function applicationData(view: DataView, at: number, marker: number, known: Application): Application {
  if (marker === 0xffe0 && ascii(view, at + 4, 4) === JFIF) return { ...known, jfif: true };
  if (marker === 0xffee && ascii(view, at + 4, 5) === ADOBE) return { ...known, adobe: view.getUint8(at + 15) };
  return known;
}

/**
 * Adobe's marker says it; only chroma is thinned out; components may be called R, G and B; and a JFIF file is YCbCr by
 * its definition (T.871). Lossless streams keep what they are given, so that there only Adobe's word counts.
 */
function colourOf(view: DataView, frame: number, { jfif, adobe }: Application, lossy: boolean): StreamFacts['colour'] {
  if (adobe === 0) return 'RGB';
  if (adobe === 1) return 'YBR';
  if (!lossy) return undefined;
  const sampling = [0, 1, 2].map((i) => view.getUint8(frame + 11 + i * 3));
  if (sampling.some((each) => each !== sampling[0])) return 'YBR';
  const ids = String.fromCharCode(...[0, 1, 2].map((i) => view.getUint8(frame + 10 + i * 3)));
  if (ids === RGB_IDS) return 'RGB';
  return jfif === true ? 'YBR' : undefined;
}

function ascii(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));
}

/** NEAR of the first scan (T.87 section C.2.3). */
function isNearLossless(view: DataView, frame: number): boolean {
  for (let at = frame; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xffda) return view.getUint8(at + 5 + 2 * view.getUint8(at + 4)) > 0;
    if (marker < 0xff01) return false;
  }
}

/** Of SOS markers: compressed data have no other FF but those followed by 00 or a restart marker. */
function scanCount({ buffer, byteOffset, byteLength }: DataView): number {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  let scans = 0;
  for (let at = bytes.indexOf(START_OF_SCAN); at >= 0; at = bytes.indexOf(START_OF_SCAN, at + 2)) scans++;
  return scans;
}
