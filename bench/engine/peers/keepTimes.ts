/**
 * Source that was extracted anew, because the patch has changed, has new times throughout, and everything would be
 * compiled again. A file whose content is what it was gets its old time back, so that only the rest is.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Known = Readonly<Record<string, { readonly sha1: string; readonly ms: number }>>;

/** `record` is a file that remembers from call to call; `source` a folder. */
export function keepTimes(source: string, record: string): void {
  const before = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as Known) : {};
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const now: Record<string, { sha1: string; ms: number }> = {};
  for (const { parentPath, name } of files) {
    if (parentPath.startsWith(join(source, '.git'))) continue;
    const path = join(parentPath, name);
    const sha1 = createHash('sha1').update(readFileSync(path)).digest('hex');
    const known = before[path];
    const ms = known?.sha1 === sha1 ? known.ms : Math.floor(statSync(path).mtimeMs / 1000) * 1000;
    utimesSync(path, ms / 1000, ms / 1000);
    now[path] = { sha1, ms };
  }
  writeFileSync(record, JSON.stringify(now));
}
