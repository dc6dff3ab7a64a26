/** A phantom's picture as PNG with the mark by which it is known: tEXt chunks (PNG section 11.3.3.2) after the header. */
import { PHANTOM_MAKER, phantomModelName, type PhantomDomain } from '../display/phantomMark.ts';

/** Signature and IHDR, the one chunk that must be first (PNG section 5.6). */
const AFTER_HEADER = 33;

export function markedPng(png: Uint8Array, domain: PhantomDomain): Uint8Array {
  return Uint8Array.from([
    ...png.subarray(0, AFTER_HEADER),
    ...textChunk('Software', PHANTOM_MAKER),
    ...textChunk('Source', phantomModelName(domain)),
    ...png.subarray(AFTER_HEADER),
  ]);
}

function textChunk(keyword: string, text: string): Uint8Array {
  const content = Uint8Array.from(`tEXt${keyword}\0${text}`, (character) => character.charCodeAt(0));
  const chunk = new Uint8Array(content.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length - 4);
  chunk.set(content, 4);
  view.setUint32(content.length + 4, crc32(content));
  return chunk;
}

/** PNG annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
