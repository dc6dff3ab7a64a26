/**
 * Every program of the product as a bundle in dist/. `vscode` is given by the editor; node-llama-cpp and sharp carry
 * native files and stay in node_modules, where node-llama-cpp's JavaScript is in the engine's bundle.
 */
import { readdirSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, context } from 'esbuild';
import { nodeLlamaCppBanner, nodeLlamaCppExternals, nodeLlamaCppPlugin } from './bundledNodeLlamaCpp.mjs';
import { root } from './paths.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

/** CommonJS packages inside an ES module bundle still ask for `require`. */
const requireBanner =
  "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);";

/**
 * The codecs of compressed DICOM also ask where they are, and get at `require` by eval. Their WebAssembly is copied to
 * dist/wasm.
 */
const dirnameBanner =
  " import { fileURLToPath as fileURLToPathForBundle } from 'node:url'; const __dirname = fileURLToPathForBundle(new URL('.', import.meta.url));";
const wasmFiles = [
  'dcmjs-codecs/build/dcmjs-native-codecs.wasm',
  '@cornerstonejs/codec-charls/dist/charlswasm_decode.wasm',
  '@cornerstonejs/codec-openjpeg/dist/openjpegwasm_decode.wasm',
  '@cornerstonejs/codec-openjph/dist/openjphjs.wasm',
];

/** The engine's process; tests bundle it from the sources as they stand. */
export const engineChild = {
  entryPoints: [join(root, 'src/engine/child/main.ts')],
  external: nodeLlamaCppExternals,
  plugins: [nodeLlamaCppPlugin],
  banner: { js: `${requireBanner} ${nodeLlamaCppBanner}` },
};

/**
 * @param {boolean} production Minified and without source maps, as it is shipped.
 * @returns {import('esbuild').BuildOptions[]}
 */
function bundles(production) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: !production,
    legalComments: production ? 'none' : 'inline',
    metafile: production,
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'error', 'direct-eval': 'silent' },
  };
  /** @type {import('esbuild').BuildOptions} */
  const node = {
    ...shared,
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'node-llama-cpp', 'sharp', 'mocha'],
  };
  /** @type {import('esbuild').BuildOptions} */
  const module = { ...node, format: 'esm', mainFields: ['module', 'main'], banner: { js: requireBanner } };
  /** @type {import('esbuild').BuildOptions} */
  const browser = { ...shared, platform: 'browser', target: 'es2022', format: 'iife' };
  const programs = [
    { ...node, format: /** @type {const} */ ('cjs'), entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs' },
    {
      ...module,
      ...engineChild,
      outfile: 'dist/engineChild.mjs',
    },
    {
      ...module,
      entryPoints: ['src/imaging/child/main.ts'],
      outfile: 'dist/imagingChild.mjs',
      banner: { js: requireBanner + dirnameBanner },
    },
    { ...module, entryPoints: ['src/conversion/child/main.ts'], outfile: 'dist/conversionChild.mjs' },
    {
      ...module,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.mjs',
      banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
    },
    { ...browser, entryPoints: ['webview/chat/main.ts'], outfile: 'dist/webview/chat.js' },
    { ...browser, entryPoints: ['webview/viewer/main.ts'], outfile: 'dist/webview/viewer.js' },
    { ...browser, entryPoints: ['webview/inspect/main.ts'], outfile: 'dist/webview/inspect.js' },
    { ...browser, entryPoints: ['webview/evaluation/main.ts'], outfile: 'dist/webview/evaluation.js' },
    { ...browser, entryPoints: ['webview/compare/main.ts'], outfile: 'dist/webview/compare.js' },
    { ...browser, entryPoints: ['webview/statistics/main.ts'], outfile: 'dist/webview/statistics.js' },
    { ...browser, entryPoints: ['webview/history/main.ts'], outfile: 'dist/webview/history.js' },
    { ...browser, entryPoints: ['webview/viewer/renderWorker.ts'], outfile: 'dist/webview/viewerWorker.js' },
  ];
  if (production) return programs;
  const tests = {
    contents: hostTests()
      .map((file) => `import './${file}';`)
      .join('\n'),
    resolveDir: join(root, 'test/host'),
  };
  return [
    ...programs,
    { ...node, format: 'cjs', entryPoints: ['test/host/index.ts'], outfile: 'dist/test/host/index.cjs' },
    { ...node, format: 'cjs', stdin: tests, outfile: 'dist/test/host/tests.cjs' },
  ];
}

/** The tests that run inside the extension host; one bundle, so that they share what they import. */
function hostTests() {
  return readdirSync(join(root, 'test/host'))
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
}

/**
 * Builds every bundle, also when one of them fails, and then throws the first failure; esbuild has printed all of them.
 * @param {{ production?: boolean }} [options]
 */
export async function bundle({ production = false } = {}) {
  await mkdir(join(root, 'dist/wasm'), { recursive: true });
  await Promise.all(
    wasmFiles.map((file) => copyFile(join(root, 'node_modules', file), join(root, 'dist/wasm', basename(file)))),
  );
  // Left by packaging, it would stand before the checkout's own packages.
  await rm(join(root, 'dist/node_modules'), { recursive: true, force: true });
  const results = await Promise.allSettled(bundles(production).map((options) => build(options)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  // npx runs it through a link that it made once; a rebuilt file must be a program as well.
  await chmod(join(root, 'dist/cli.mjs'), 0o755);
  if (!production) return;
  const inputs = results.flatMap((result) =>
    result.status === 'fulfilled' ? Object.keys(result.value.metafile?.inputs ?? {}) : [],
  );
  await writeFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(inputs));
}

/** Rebuilds each bundle whenever one of its files changes. */
export async function watch() {
  const contexts = await Promise.all(bundles(false).map((options) => context({ ...options, logLevel: 'info' })));
  await Promise.all(contexts.map((each) => each.watch()));
}
