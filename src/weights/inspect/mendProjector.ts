/** A copy of a projector's file with its metadata put right; the weights are the same bytes. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { t } from '@vscode/l10n';
import { ConversionError } from '../../protocol/conversion.ts';
import { canMend } from '../../protocol/pairReport.ts';
import { clipNormalisation } from '../checkpoint/clipNormalisation.ts';
import { readGgufHeader, type GgufHeader } from '../gguf/ggufHeader.ts';
import { entryBytes, type GgufField } from '../gguf/ggufWriter.ts';
import { conversionErrors } from '../convert/conversionErrors.ts';
import { projectorInfoOf } from '../pair/projectorInfo.ts';
import { knownTower } from './knownTower.ts';
import { projectorFindings, storedLayers } from './projectorFindings.ts';

/**
 * `replaces`: what stands at the target goes, but for the projector itself. Rejects with `resultExists`, `notMendable`, what
 * reading the file rejects with, or the signal's reason.
 */
export async function mendProjector(
  path: string,
  target: string,
  { replaces = false, signal }: { readonly replaces?: boolean; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const header = await readGgufHeader(path, 'projector');
  const fields = mendedFields(path, header);
  const isThere = (await stat(target).catch(() => undefined)) !== undefined;
  if (isThere && (!replaces || resolve(target) === resolve(path))) throw conversionErrors.resultExists(target);
  const partial = `${target}.partial`;
  try {
    await pipeline(Readable.from(mendedBytes(path, header, fields)), createWriteStream(partial), {
      ...(signal === undefined ? {} : { signal }),
    });
    await rename(partial, target);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

/** Undefined: the entry goes. */
type Changes = Readonly<Record<string, GgufField | undefined>>;

function mendedFields(path: string, header: GgufHeader): Changes {
  const info = projectorInfoOf(header);
  const findings = projectorFindings(info, header);
  const stuck = findings.find(({ verdict, isMendable }) => verdict === 'wrong' && !isMendable);
  const tower = knownTower(info.encoderWidth, info.feedForward, info.patchSize);
  if (!canMend(findings) || tower === undefined)
    throw new ConversionError(
      'notMendable',
      stuck === undefined
        ? t`${basename(path)} has nothing that can be mended without the checkpoint.`
        : t`${basename(path)} cannot be mended without the checkpoint. ${stuck.message} ${stuck.remedy}`,
    );
  return {
    'clip.vision.feature_layer': { type: 'int32s', value: [tower.depth - 1] },
    'clip.vision.block_count': { type: 'uint32', value: storedLayers(header) },
    'clip.use_gelu': { type: 'bool', value: false },
    'clip.use_silu': undefined,
    'clip.vision.image_mean': { type: 'float32s', value: clipNormalisation.mean },
    'clip.vision.image_std': { type: 'float32s', value: clipNormalisation.deviation },
    'llava_med.mended_from': { type: 'string', value: basename(path) },
  };
}

async function* mendedBytes(
  path: string,
  { layout, tensors }: GgufHeader,
  changes: Changes,
): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  const read = async ({ start, end }: { start: number; end: number }): Promise<Buffer> => {
    const bytes = Buffer.alloc(end - start);
    await file.read(bytes, 0, bytes.length, start);
    return bytes;
  };
  try {
    const entries: Buffer[] = [];
    for (const [key, range] of layout.entries) if (!Object.hasOwn(changes, key)) entries.push(await read(range));
    for (const [key, field] of Object.entries(changes)) if (field !== undefined) entries.push(entryBytes(key, field));
    const start = await read({ start: 0, end: 8 });
    const counts = Buffer.alloc(16);
    counts.writeBigUInt64LE(BigInt(tensors.length), 0);
    counts.writeBigUInt64LE(BigInt(entries.length), 8);
    const header = Buffer.concat([start, counts, ...entries, await read(layout.tensorTable)]);
    yield header;
    yield Buffer.alloc((layout.alignment - (header.length % layout.alignment)) % layout.alignment);
  } finally {
    await file.close();
  }
  yield* createReadStream(path, { start: layout.dataStart, highWaterMark: 4 << 20 }) as AsyncIterable<Uint8Array>;
}
