/**
 * `npm run test:desktop`: the tests of the extension host in VS Code desktop, which @vscode/test-electron downloads on
 * first use. The suites of `npm test` use the workbench from the npm registry instead, which needs no other host.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bootstrap } from './bootstrap.mjs';
import { cache, root } from './paths.mjs';
import { fillSampleWorkspace } from './sampleWorkspace.mjs';
import { printFailure, SetupError } from './setupError.mjs';

/** The oldest VS Code that the manifest allows; name another (or `stable`) on the command line. */
const version = process.argv[2] ?? '1.100.0';

try {
  await bootstrap();
  await mkdir(join(cache, 'test'), { recursive: true });
  const folder = await mkdtemp(join(cache, 'test/desktop-'));
  const workspace = join(folder, 'workspace');
  await fillSampleWorkspace(workspace);
  const options = {
    version,
    cachePath: join(cache, 'vscode-desktop'),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/host/index.cjs'),
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${join(folder, 'user')}`,
    ],
  };
  process.exitCode = await runTests(options).catch((error) => {
    throw new SetupError(
      `VS Code ${version} did not run: ${error instanceof Error ? error.message : String(error)}`,
      'It is downloaded from update.code.visualstudio.com; behind a proxy set HTTPS_PROXY. Without a display run: xvfb-run npm run test:desktop',
    );
  });
  await rm(folder, { recursive: true, force: true });
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
