/** One frame's stored values and its picture as files, to compare them with another program's. */
import type { ImageOptions } from '../../batch/imageOptions.ts';
import { imageOptions, readImageOptions, jsonOption } from '../sharedOptions.ts';
import { subcommand, EXIT } from '../subcommand.ts';
import { chosenImages } from '../chosenImages.ts';
import { readSliceOptions, type SliceOptions, sliceOptions } from '../sliceOptions.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import { UsageError } from '../usageError.ts';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import type { Imaging, StoredValues } from '../../imaging/imaging.ts';
import type { Samples } from '../../display/frameImage.ts';
import { renderFrame, type RenderedFrame } from '../../display/renderFrame.ts';
import { createImaging } from '../../imaging/localImaging.ts';
import { picturePng } from '../../imaging/pictures/picturePng.ts';
import type { Terminal } from '../terminal.ts';

interface DecodeRequest extends ImageOptions, SliceOptions {
  readonly image: string;
  readonly storedPath: string | undefined;
  readonly displayPath: string | undefined;
  readonly json: boolean;
}

export const decode = subcommand<DecodeRequest>({
  name: 'decode',
  declare() {
    const command = new Command('decode')
      .summary("writes one frame's stored values and its picture, to compare")
      .description("Writes one frame's stored values and its picture, to compare them with another program's.")
      .usage('IMAGE [options]')
      .argument('[image...]', 'a DICOM, PNG, JPEG, TIFF, WebP or NIfTI file, or a folder, a DICOMDIR or a ZIP of them');
    const own = [
      new Option(
        '--stored <file>',
        'writes the stored values: little endian, pixel after pixel; their type and shape go to standard output',
      ),
      new Option('--display <file>', 'writes the picture as it is displayed (PNG), on the stored grid of pixels'),
    ].map((option) => option.helpGroup('Decode:'));
    for (const option of [...own, ...imageOptions(), ...sliceOptions(), jsonOption()]) command.addOption(option);
    return command;
  },
  read(words, values) {
    const [image, ...more] = words;
    if (image === undefined || more.length > 0) throw new UsageError('decode takes one image.');
    const [storedPath, displayPath] = [values['stored'], values['display']] as (string | undefined)[];
    return {
      image,
      ...readImageOptions(values),
      ...readSliceOptions(values),
      storedPath,
      displayPath,
      json: values['json'] === true,
    };
  },
  async run(request, { distDir, terminal, signal }) {
    const imaging = createImaging({ childPath: join(distDir, 'imagingChild.mjs') });
    try {
      await decodeFrame(request, imaging, terminal, signal);
      return EXIT.done;
    } finally {
      await imaging.dispose();
    }
  },
});

async function decodeFrame(
  { image, voi, storedPath, displayPath, json, ...options }: DecodeRequest,
  imaging: Imaging,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const [chosen, ...more] = await chosenImages([image], options, imaging, terminal, signal);
  if (chosen === undefined) return;
  if (more.length > 0) throw new UsageError('decode takes one slice: name it with --slices N.');
  const { source, frame: index, slice } = chosen;
  const name = sourceName(source);
  const header = await imaging.header(source, signal);
  const stored = await imaging.stored(source, index, signal);
  const frame = await imaging.frame(source, index, signal);
  const shown = renderFrame(frame, voi);
  if (storedPath !== undefined) await writeResult(storedPath, bytesOf(stored.samples));
  if (displayPath !== undefined)
    await writeResult(
      displayPath,
      await picturePng({ width: frame.columns, height: frame.rows, rgb: shown.rgb }, frame.kind === 'monochrome'),
    );
  for (const note of frame.notes) terminal.note(`${name}: ${note.text}`);
  const facts = {
    file: name,
    ...(slice === undefined ? {} : { slice }),
    frame: index + 1,
    frames: header.frames,
    transferSyntax: header.transferSyntax ?? null,
    stored: describeStored(stored),
    display: { ...describeShown(shown), width: frame.columns, height: frame.rows, pixelAspect: frame.pixelAspect },
    notes: frame.notes,
  };
  if (json) terminal.json(facts, 2);
  else terminal.answer(factsText(facts));
}

function describeStored({ samples, rows, columns, samplesPerPixel, photometric }: StoredValues) {
  const shape = samplesPerPixel === 1 ? [rows, columns] : [rows, columns, samplesPerPixel];
  return {
    dtype: dtypeOf(samples),
    shape,
    photometric,
    sha256: createHash('sha256').update(bytesOf(samples)).digest('hex'),
  };
}

function describeShown({ window, windowSource, rgb }: RenderedFrame) {
  return {
    window: window ?? null,
    windowSource: windowSource ?? null,
    sha256: createHash('sha256').update(rgb).digest('hex'),
  };
}

/** As NumPy writes it. Every machine that runs this is little endian. */
function dtypeOf(samples: Samples): string {
  const kind =
    samples instanceof Float32Array || samples instanceof Float64Array
      ? 'f'
      : samples.constructor.name.startsWith('U')
        ? 'u'
        : 'i';
  return `${samples.BYTES_PER_ELEMENT === 1 ? '|' : '<'}${kind}${samples.BYTES_PER_ELEMENT}`;
}

function bytesOf(samples: Samples): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

async function writeResult(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch {
    throw new Error(`${basename(path)} cannot be written. Does its folder exist, and may you write there?`);
  }
}

type Facts = {
  readonly file: string;
  readonly frame: number;
  readonly frames: number;
  readonly transferSyntax: string | null;
  readonly stored: ReturnType<typeof describeStored>;
  readonly display: ReturnType<typeof describeShown> & {
    readonly width: number;
    readonly height: number;
    readonly pixelAspect: number;
  };
};

function factsText({ file, frame, frames, transferSyntax, stored, display }: Facts): string {
  const { window, windowSource } = display;
  const rows = [
    ['File', `${file}, frame ${frame} of ${frames}${transferSyntax === null ? '' : `, ${transferSyntax}`}`],
    [
      'Stored',
      `${stored.dtype}, shape ${stored.shape.join('×')} (rows, columns${stored.shape.length === 3 ? ', samples' : ''}), ${stored.photometric}`,
    ],
    [
      'Display',
      `${display.width}×${display.height}${window === null ? '' : `, window ${window.center},${window.width}`}${windowSource === null ? '' : ` (${windowSource})`}`,
    ],
    ...(display.pixelAspect === 1
      ? []
      : [['Pixels', `${display.pixelAspect.toFixed(4)} times as high as wide; the picture is on the stored grid`]]),
  ];
  return rows.map(([label = '', value = '']) => `${label.padEnd(8)} ${value}\n`).join('');
}
