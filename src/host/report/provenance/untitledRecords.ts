/** The records of reports that have no file yet: one file for each draft, since nothing else names it. */
import { appendFile, mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProvenanceRecord } from '../../../report/drafts/provenance.ts';
import { readProvenance } from '../../../report/drafts/readProvenance.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import { draftPrint } from './draftPrint.ts';
import { standsIn } from './standsIn.ts';

/** Whose a draft is, as far as this window has seen it: `ours`, of another report, or not known. */
export type DraftOwner = (proposal: string) => 'ours' | 'another' | 'unknown';

interface UntitledDraft {
  readonly path: string;
  readonly whose: ReturnType<DraftOwner>;
  readonly lines: string;
  readonly records: readonly ProvenanceRecord[];
}

/** What is known of the drafts of the report without a file that has this text, oldest first. Never rejects. */
export async function readUntitled(
  folders: readonly string[],
  text: string,
  owner: DraftOwner,
): Promise<readonly ProvenanceRecord[]> {
  const drafts = (await draftsOf(folders, text, owner)).filter(({ whose }) => whose !== 'another');
  return drafts.flatMap(({ records }) => records).sort((a, b) => a.time.localeCompare(b.time));
}

/**
 * A report without a file got one: the records of its drafts go to `path`; those of a draft that another open report
 * holds too are copied. Rejects with the error of the file system; then no record is lost, though one may stand twice.
 */
export async function adoptUntitled(
  path: string,
  folders: readonly string[],
  text: string,
  owner: DraftOwner,
): Promise<void> {
  const drafts = await draftsOf(folders, text, owner);
  const inOrder = drafts.toSorted((a, b) => (a.records[0]?.time ?? '').localeCompare(b.records[0]?.time ?? ''));
  if (inOrder.length > 0) await mkdir(dirname(path), { recursive: true });
  for (const { path: from, lines, whose } of inOrder) {
    await appendFile(path, lines.endsWith('\n') ? lines : `${lines}\n`, 'utf8');
    if (whose !== 'another') await unlink(from);
  }
}

/**
 * A draft stands in a text: as it was at its last event, or half of its sentences at least, if they are two or more. A
 * single sentence such as "No effusion." stands in many reports.
 */
export function draftStands(records: readonly ProvenanceRecord[], text: string): boolean {
  const last = records.at(-1);
  if (!last || last.event === 'discarded') return false;
  if (standsIn(text, { sha256: last.text, length: last.length ?? 0 })) return true;
  const { draftedSentences = [] } = last;
  const { sections, language } = parseReport(text);
  const standing = new Set(
    sections.flatMap(({ content }) => draftPrint(text.slice(content.start, content.end), language).sentences),
  );
  const found = draftedSentences.filter((sentence) => standing.has(sentence)).length;
  return found >= 2 && found * 2 >= draftedSentences.length;
}

async function draftsOf(folders: readonly string[], text: string, owner: DraftOwner): Promise<UntitledDraft[]> {
  const drafts: UntitledDraft[] = [];
  for (const folder of new Set(folders))
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.startsWith('untitled-') || !name.endsWith('.jsonl')) continue;
      const path = join(folder, name);
      const lines = await readFile(path, 'utf8').catch(() => '');
      const records = readProvenance(lines);
      const [first] = records;
      if (!first) continue;
      const whose = owner(first.proposal);
      if (whose === 'ours' || draftStands(records, text)) drafts.push({ path, whose, lines, records });
    }
  return drafts;
}
