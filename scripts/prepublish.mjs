/** What `vsce package` runs first: everything that goes into the VSIX, built for this machine's platform. */
import { bootstrap } from './bootstrap.mjs';
import { writePackageReadme } from './packageReadme.mjs';
import { printFailure } from './setupError.mjs';
import { step } from './step.mjs';

try {
  await bootstrap();
  await step('Bundling for release', async () => (await import('./bundle.mjs')).bundle({ production: true }));
  await writePackageReadme();
  await step('Gathering what node-llama-cpp and sharp need at run time', async () =>
    (await import('./stageRuntime.mjs')).stageRuntime(),
  );
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
