/** Checks every world with its own tsconfig: pure, node, vscode, browser, test, scripts. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

let failed = 0;
for (const name of readdirSync(join(root, 'tsconfig')).filter((file) => file.endsWith('.json'))) {
  const world = name.replace('.json', '');
  const code = await run(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    `tsconfig/${name}`,
    '--incremental',
    '--tsBuildInfoFile',
    `.cache/tsc/${world}.tsbuildinfo`,
  ]);
  if (code !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
