/** What `vsce package` runs first: everything that goes into the VSIX, built for this machine's platform. */
import { bootstrap } from './bootstrap.mjs';
import { buildNative } from './build-native.mjs';
import { writePackageReadme } from './packageReadme.mjs';
import { printFailure } from './setupError.mjs';
import { step } from './step.mjs';

try {
  await bootstrap();
  // For whatever processor the package comes to; the tests pack for this one only, which is minutes faster.
  const allCpus = process.env['LLAVA_MED_PACKAGE_CPUS'] !== 'this';
  await step("ggml's CPU backend for every processor", () => buildNative({ allCpus }));
  await step('Bundling for release', async () => (await import('./bundle.mjs')).bundle({ production: true }));
  await writePackageReadme();
  await step('Gathering what node-llama-cpp and sharp need at run time', async () =>
    (await import('./stageRuntime.mjs')).stageRuntime(),
  );
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
