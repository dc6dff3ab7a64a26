/** Deflated Image Frame Compression (PS3.5 section A.4.13): each frame is one raw deflate stream of native samples. */
import { inflateRawSync } from 'node:zlib';
import { nativeFrameBits } from '../samples/pixelModule.ts';
import type { FrameBytes } from '../samples/frameBytes.ts';
import { decodeNative } from './nativeCodec.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';

export function decodeDeflatedFrame(frame: FrameBytes, module: PixelModule): DecodedFrame {
  const length = Math.ceil(nativeFrameBits(module) / 8);
  // One byte of padding may follow; more than that is no frame of this image.
  const bytes = inflateRawSync(frame.bytes, { maxOutputLength: length + 1 });
  const truncated = frame.truncated || bytes.length < length;
  return { ...decodeNative({ bytes, firstBit: 0, truncated }, module, false), share: bytes.length / length };
}
