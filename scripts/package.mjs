/**
 * `npm run package`: a VSIX for this machine's platform, llava-med-VERSION-TARGET.vsix. Its native parts are this
 * platform's, so each is made on its own.
 */
import { root } from './paths.mjs';
import { run } from './run.mjs';

const target = `${process.platform}-${process.arch}`;
process.exitCode = await run(
  process.execPath,
  ['node_modules/@vscode/vsce/vsce', 'package', '--target', target, ...process.argv.slice(2)],
  { cwd: root },
);
