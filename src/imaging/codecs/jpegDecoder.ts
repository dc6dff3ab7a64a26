import type { PixelModule } from '../samples/pixelModule.ts';
import type { DecodedStream } from './decodedStream.ts';
import { verified } from './decodedStream.ts';
import { Renewable } from './renewable.ts';
import type { StreamHeader } from './streamHeader.ts';
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

/**
 * ITU-T T.81, lossy of 8 and 12 bits and lossless up to 16, by dcmjs-codecs. YBR becomes RGB: the data set's
 * photometric wins over the codec's guess.
 */
export function decodeJpeg(stream: Uint8Array, header: StreamHeader, module: PixelModule): Promise<DecodedStream> {
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, signed, photometric } = module;
  return dcmjs.use(({ NativeCodecs, Context }) => {
    const context = new Context({
      width: columns,
      height: rows,
      bitsAllocated,
      bitsStored,
      samplesPerPixel,
      pixelRepresentation: signed ? 1 : 0,
      planarConfiguration: 0,
      photometricInterpretation: photometric,
      encodedBuffer: stream,
    });
    const decoded = NativeCodecs.decodeJpeg(context, { convertColorspaceToRgb: photometric !== 'RGB' });
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
