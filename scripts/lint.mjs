/**
 * The formatter, import circles and ESLint over the whole house; each prints what it finds. `npm run format` mends the
 * first.
 */
import { run } from './run.mjs';

const checks = [
  ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['scripts/circles.mjs'],
  ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
];

let failed = 0;
for (const args of checks) {
  if ((await run(process.execPath, args)) !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
