import type { PixelModule } from '../dicom/pixelModule.ts';
import type { DecodedStream } from './decodedStream.ts';
import { Renewable } from './renewable.ts';
import { wasmFile } from './wasmFile.ts';

const dcmjs = new Renewable(async () => {
  const { default: codecs } = await import('dcmjs-codecs');
  // Makes a new WebAssembly instance each time.
  await codecs.NativeCodecs.initializeAsync({ webAssemblyModulePathOrUrl: wasmFile('dcmjs-codecs/build/dcmjs-native-codecs.wasm') });
  return codecs;
});

/** ITU-T T.81, lossy of 8 and 12 bits and lossless up to 16, by dcmjs-codecs. YBR becomes RGB: the data set's photometric wins over the codec's guess. */
export function decodeJpeg(stream: Uint8Array, module: PixelModule): Promise<DecodedStream> {
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
    return {
      width: decoded.getWidth() ?? 0,
      height: decoded.getHeight() ?? 0,
      components: decoded.getSamplesPerPixel() ?? 0,
      bits: decoded.getBitsAllocated() ?? 0,
      bytes: decoded.getDecodedBuffer() ?? new Uint8Array(0),
      planar: decoded.getPlanarConfiguration() === 1,
    };
  });
}
