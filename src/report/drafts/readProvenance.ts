import { isRecord } from '../../text/isRecord.ts';
import type { ProvenanceRecord } from './provenance.ts';

const events = ['drafted', 'accepted', 'edited', 'discarded'];

/**
 * The records of drafts in a sidecar, oldest first. Lines that are none of ours, such as the marks of a merge, are
 * passed over, and a record that stands twice, as after one, counts once.
 */
export function readProvenance(sidecar: string): ProvenanceRecord[] {
  const seen = new Set<string>();
  return sidecar.split(/\r\n|\n/).flatMap((line) => {
    if (seen.has(line) || !line.startsWith('{')) return [];
    seen.add(line);
    const value = parsed(line);
    return isRecord(value) && isProvenance(value) ? [value] : [];
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What the readers of records go by is there; the rest is optional or taken as it is. */
function isProvenance(value: Record<string, unknown>): value is Record<string, unknown> & ProvenanceRecord {
  return (
    value['version'] === 1 &&
    typeof value['event'] === 'string' &&
    events.includes(value['event']) &&
    ['proposal', 'section', 'prompt', 'text', 'time', 'draftedAt'].every((key) => typeof value[key] === 'string') &&
    Array.isArray(value['images']) &&
    value['images'].every((image) => isRecord(image) && typeof image['file'] === 'string')
  );
}
