import { chmod, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { buildNative } from './build-native.mjs';
import { installPackages, packagesAreInstalled } from './packages.mjs';
import { root } from './paths.mjs';
import { SetupError } from './setupError.mjs';
import { step } from './step.mjs';
import { checkToolchain } from './toolchain.mjs';

/**
 * Makes a clone ready to run: packages, the native addon, the bundles, the command `npx llava-med`. What is up to date
 * is left alone.
 */
export async function bootstrap() {
  await step('Looking for git, CMake and a C++ compiler', checkToolchain);
  if (!(await packagesAreInstalled()))
    await step('Installing packages from the npm registry (about a minute)', installPackages);
  await step('Image input for node-llama-cpp (the first time: compiles for 1-3 minutes)', () =>
    buildNative({ log: (line) => console.log(`  ${line}`) }),
  );
  await step('Bundling the extension', bundleAll);
}

async function bundleAll() {
  // esbuild is there only after the packages are.
  const { bundle } = await import('./bundle.mjs');
  await bundle().catch(() => {
    throw new SetupError(
      'The extension could not be bundled: esbuild says above where.',
      'If you have not changed the source, "git status" shows what differs from the clone.',
    );
  });
  await linkCommand();
}

/** npx looks for a checkout's own command in node_modules/.bin, where npm links only those of other packages. */
async function linkCommand() {
  const program = join(root, 'dist/cli.mjs');
  await chmod(program, 0o755);
  if (process.platform === 'win32') return;
  const link = join(root, 'node_modules/.bin/llava-med');
  await unlink(link).catch(() => undefined);
  await symlink('../../dist/cli.mjs', link);
}
