import { t } from '@vscode/l10n';
import type { ImageNote } from '../../display/imageNote.ts';
import { imageNote } from '../../display/imageNote.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import { decodeByDcmjs } from './dcmjsDecoder.ts';
import type { DecodedStream } from './decodedStream.ts';
import type { StreamFacts } from './streamFacts.ts';

/** What a JPEG's three components are: the stream's own word, else the data set's (the codec would guess). */
export function jpegColour(header: StreamFacts, { photometric }: PixelModule): 'RGB' | 'YBR' {
  return header.colour ?? (photometric === 'RGB' ? 'RGB' : 'YBR');
}

/**
 * ITU-T T.81, lossy of 8 and 12 bits and lossless up to 16, by dcmjs-codecs. YBR becomes RGB.
 */
export function decodeJpeg(stream: Uint8Array, header: StreamFacts, module: PixelModule): Promise<DecodedStream> {
  const isRgb = module.samplesPerPixel === 3 && jpegColour(header, module) === 'RGB';
  const photometric = module.samplesPerPixel === 1 ? module.photometric : isRgb ? 'RGB' : 'YBR_FULL';
  return decodeByDcmjs('decodeJpeg', stream, header, { ...module, photometric });
}

/** Where the file calls the colours otherwise than its JPEG stream does. */
export function jpegColourNotes(header: StreamFacts, module: PixelModule): readonly ImageNote[] {
  if (header.components !== 3 || header.colour === undefined) return [];
  if ((header.colour === 'RGB') === (module.photometric === 'RGB')) return [];
  const [stream, label] = header.colour === 'RGB' ? ['RGB', 'YBR'] : ['YCbCr', 'RGB'];
  return [
    imageNote(
      'decoderChose',
      t`The file calls its colours ${label}, but its JPEG stream holds ${stream}; it is shown as ${stream}.`,
    ),
  ];
}
