/**
 * Evaluation sets of drawn phantoms, in the very files that published sets have: nobody's data, right answers known,
 * and images that no model has been trained on as long as the seed is new.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findingsSection, impressionSection } from '../../phantoms/answers.ts';
import { drawPhantom } from '../../phantoms/drawPhantom.ts';
import { DOMAINS } from '../../phantoms/phantom.ts';
import { phantomDicom } from '../../phantoms/phantomDicom.ts';
import { Random } from '../../phantoms/random.ts';
import { chatRows, type ChatRow } from './chatRows.ts';
import { vqaRows, type VqaRadRow } from './vqaRows.ts';

export interface PhantomSetFiles {
  /** The folder of the images. */
  readonly images: string;
  /** As LLaVA-Med's visual chat: `chat.jsonl`. */
  readonly chat: string;
  /** As VQA-RAD: `vqa_rad.json`. */
  readonly vqa: string;
  /** Report pairs: `reports.jsonl`. */
  readonly report: string;
}

/** `count` phantoms of the five domains in turn, drawn from `eval:SEED:N`; training's are from `train:N`. */
export async function writePhantomSet(
  folder: string,
  { seed, count }: { readonly seed: string; readonly count: number },
  signal?: AbortSignal,
): Promise<PhantomSetFiles> {
  const files: PhantomSetFiles = {
    images: join(folder, 'images'),
    chat: join(folder, 'chat.jsonl'),
    vqa: join(folder, 'vqa_rad.json'),
    report: join(folder, 'reports.jsonl'),
  };
  await mkdir(files.images, { recursive: true });
  const chat: ChatRow[] = [];
  const vqa: VqaRadRow[] = [];
  const reports: object[] = [];
  for (let index = 0; index < count; index++) {
    signal?.throwIfAborted();
    const domain = DOMAINS[index % DOMAINS.length] ?? 'chest_xray';
    const phantom = drawPhantom(domain, `eval:${seed}:${index}`);
    const image = `phantom-${String(index + 1).padStart(4, '0')}.dcm`;
    await writeFile(join(files.images, image), phantomDicom(phantom));
    const random = (of: string): Random => new Random(`${of}:${seed}:${index}`);
    chat.push(...chatRows(image, phantom, chat.length, random('chat')));
    vqa.push(...vqaRows(image, phantom, random('vqa')));
    reports.push({
      id: image.replace('.dcm', ''),
      image,
      domain,
      report: `Findings:\n${findingsSection(phantom)}\n\nImpression:\n${impressionSection(phantom.findings)}\n`,
    });
  }
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(files.chat, lines(chat));
  await writeFile(files.vqa, `${JSON.stringify(vqa, undefined, 1)}\n`);
  await writeFile(files.report, lines(reports));
  return files;
}
