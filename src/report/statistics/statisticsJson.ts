import { jsonEscapes } from '../../text/foreignText.ts';
import type { ProvenanceRecord } from '../drafts/provenance.ts';
import { countedDrafts } from './countedDrafts.ts';
import { draftStatistics } from './draftStatistics.ts';
import { recordedWords } from './groupWords.ts';

/** The figures of the page and each draft as in `statisticsCsv`, indented. Models have no names here either. */
export function statisticsJson(records: readonly ProvenanceRecord[]): string {
  const data = {
    version: 1,
    statistics: draftStatistics(records, new Map(), recordedWords),
    drafts: countedDrafts(records),
  };
  return `${jsonEscapes(JSON.stringify(data, undefined, 2))}\n`;
}
