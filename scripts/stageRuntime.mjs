/**
 * What of node_modules the product needs at run time, copied beside the bundles: node-llama-cpp and sharp, the packages
 * they really import, and their native files for this machine's platform. Node finds dist/node_modules before the
 * checkout's own.
 */
import { cp, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './paths.mjs';
import { SetupError } from './setupError.mjs';

export const stagedModules = join(root, 'dist/node_modules');

/** Types, maps, prose and tests; and of node-llama-cpp the sources, project templates and notes on other platforms. */
const leftOut =
  /\.(?:[cm]?ts|map|md|flow)$|[\\/](?:tests?|__tests__|__mocks__)$|[\\/]node-llama-cpp[\\/](?:templates|bins|node_modules|llama[\\/](?!(?:[\w.]+\.json)?$))/;
const kept = /[\\/](?:licen[cs]e|notice|copying)[^\\/]*$/i;

export async function stageRuntime() {
  await rm(stagedModules, { recursive: true, force: true });
  const packages = [...(await importedPackages()), ...(await nativePackages())];
  for (const path of packages) {
    const source = join(root, path);
    await cp(source, join(root, 'dist', path), {
      recursive: true,
      filter: (file) => file === source || belongs(file, source),
    });
  }
}

/**
 * @param {string} file
 * @param {string} source The package's folder: packages nested in it are staged, or not, for themselves.
 */
function belongs(file, source) {
  const inside = file.slice(source.length);
  return (
    !/[\\/]node_modules(?:[\\/]|$)/.test(inside) &&
    (kept.test(inside) || !leftOut.test(`/${basename(source)}${inside}`))
  );
}

/** Folders of the packages that the runtime dependencies import, directly or through others. */
async function importedPackages() {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: "import 'node-llama-cpp'; import 'sharp';", resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    outdir: stagedModules,
    external: ['*.node', '@img/*', '@node-llama-cpp/*', '@reflink/*'],
  });
  const folders = Object.keys(metafile.inputs).map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return new Set(folders.filter((folder) => folder !== undefined));
}

/** node-llama-cpp's and sharp's prebuilt files: the plain (or Metal) variant. CUDA and Vulkan would make it 600 MB. */
async function nativePackages() {
  const { platform, arch } = process;
  const llama = `${{ linux: 'linux', darwin: 'mac', win32: 'win' }[/** @type {string} */ (platform)] ?? platform}-${arch}`;
  const wanted = [
    `@node-llama-cpp/${llama}`,
    `@node-llama-cpp/${llama}-metal`,
    `@img/sharp-${platform}-${arch}`,
    `@img/sharp-libvips-${platform}-${arch}`,
    '@img/colour',
  ];
  const scopes = await Promise.all(
    ['@node-llama-cpp', '@img'].map(async (scope) =>
      (await readdir(join(root, 'node_modules', scope))).map((name) => `${scope}/${name}`),
    ),
  );
  const found = wanted.filter((name) => scopes.flat().includes(name));
  for (const scope of ['@node-llama-cpp', '@img/sharp-']) {
    if (!found.some((name) => name.startsWith(scope)))
      throw new SetupError(
        `There are no prebuilt files of ${scope}… for ${platform}-${arch}.`,
        'Run: npm ci --ignore-scripts',
      );
  }
  return found.map((name) => `node_modules/${name}`);
}
