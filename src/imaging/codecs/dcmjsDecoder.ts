/** The decoders of dcmjs-codecs, one WebAssembly instance for all of them. */
import type { PixelModule } from '../samples/pixelModule.ts';
import { containerBits } from '../samples/pixelModule.ts';
import type { DecodedStream } from './decodedStream.ts';
import { verified } from './decodedStream.ts';
import { Renewable } from './renewable.ts';
import type { StreamFacts } from './streamFacts.ts';
import { readWasm } from './wasmFile.ts';

const dcmjs = new Renewable(
  async () => {
    const { default: codecs } = await import('dcmjs-codecs');
    // Makes a new WebAssembly instance each time.
    await codecs.NativeCodecs.initializeAsync({
      webAssemblyModulePathOrUrl: readWasm('dcmjs-codecs/build/dcmjs-native-codecs.wasm').path,
    });
    return codecs;
  },
  // It takes 256 MiB from the start, and hides how much more it has.
  () => false,
);

export function decodeByDcmjs(
  decoder: 'decodeJpeg' | 'decodeJpegXl',
  stream: Uint8Array,
  header: StreamFacts,
  { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, signed, photometric }: PixelModule,
): Promise<DecodedStream> {
  return dcmjs.use(({ NativeCodecs, Context }) => {
    const context = new Context({
      width: columns,
      height: rows,
      bitsAllocated: containerBits(bitsAllocated),
      bitsStored,
      samplesPerPixel,
      pixelRepresentation: signed ? 1 : 0,
      planarConfiguration: 0,
      photometricInterpretation: photometric,
      encodedBuffer: stream,
    });
    const decoded = NativeCodecs[decoder](context, { convertColorspaceToRgb: photometric !== 'RGB' });
    return verified(
      {
        width: decoded.getWidth() ?? 0,
        height: decoded.getHeight() ?? 0,
        components: decoded.getSamplesPerPixel() ?? 0,
        bits: decoded.getBitsAllocated() ?? 0,
        bytes: decoded.getDecodedBuffer() ?? new Uint8Array(0),
        planar: decoded.getPlanarConfiguration() === 1,
      },
      header,
    );
  });
}
