/**
 * `npm run conformance -- DIR [--json]`: decodes every file of a folder with `manifest.json` and compares stored values
 * and displayed pictures with the references that the manifest names; a file without references has to end as the
 * manifest documents it. Exit status 1 when anything is beyond the manifest's tolerance, 2 for wrong usage. Where the
 * reference itself is wrong, the difference is printed with the reason, which is no failure: see
 * conformance/referenceFaults.ts.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createImaging } from '../src/imaging/localImaging.ts';
import { checkFile, type CheckResult } from './conformance/checkFile.ts';
import { readManifest } from './conformance/manifest.ts';
import { conformanceSummary, conformanceTable } from './conformance/table.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder, ...more] = positionals;
if (folder === undefined || more.length > 0) {
  process.stderr.write('Usage: npm run conformance -- DIR [--json]\n');
  process.exit(2);
}

const imaging = createImaging({ childPath: join(import.meta.dirname, '../test/unit/imaging/imagingChild.mjs') });
try {
  const set = readManifest(folder);
  const results: CheckResult[] = [];
  for (const entry of set.entries) results.push(await checkFile(imaging, set, entry));
  const passed = results.every((result) => result.passed);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ folder: set.folder, passed, results }, undefined, 2)}\n`
      : `${conformanceTable(results)}\n\n${conformanceSummary(results)}\n`,
  );
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
} finally {
  await imaging.dispose();
}
