/**
 * Builds the llava_vision addon (image input for node-llama-cpp) for every variant of node-llama-cpp that is installed
 * for this machine:
 *
 *   node scripts/build-native.mjs [--no-patch] [--all-cpus] [--force]
 *
 * and ggml's CPU backend: for this machine's processor, or with `--all-cpus` for every kind, as a package needs it. The
 * source is the llama.cpp that node-llama-cpp itself ships (a git bundle), so nothing is downloaded. A second run
 * with nothing changed returns at once. `--no-patch` builds llama.cpp's own features, into build/native-unpatched: to show
 * what native/patches/llava-clip.patch is for.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, cpus, setPriority } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const nodeLlamaCpp = join(modules, 'node-llama-cpp');
/** node-llama-cpp's names for platforms. @type {Partial<Record<NodeJS.Platform, string>>} */
const platforms = { linux: 'linux', darwin: 'mac', win32: 'win' };
const platform = platforms[process.platform] ?? process.platform;
const arch = process.arch === 'arm' ? 'armv7l' : process.arch;

/**
 * Builds what is missing or out of date; returns the folder with `<variant>/llava_vision.node`. Throws an Error fit to
 * be shown.
 */
export function buildNative({ patch = true, force = false, allCpus = false, log = console.log } = {}) {
  const name = patch ? 'native' : 'native-unpatched';
  const output = join(root, 'build', name);
  const variants = installedVariants();
  const stampFile = join(output, 'stamp.json');
  const inputs = hashOfInputs(patch);
  const stampFor = (/** @type {string} */ processor) =>
    JSON.stringify({ inputs, variants: variants.map((folder) => basename(folder)), processor });
  const stamp = stampFor(allCpus ? 'all' : (cpus()[0]?.model ?? ''));
  const isBuilt = variants.every((folder) => existsSync(join(output, basename(folder), 'llava_vision.node')));
  const built = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (!force && isBuilt && (built === stamp || built === stampFor('all'))) return output;

  requireTools();
  rmSync(stampFile, { force: true });
  rmSync(join(output, 'cpu'), { recursive: true, force: true });
  const started = Date.now();
  log(
    `Building image input for node-llama-cpp (${variants.map((folder) => basename(folder)).join(', ')}): 1-3 minutes, once.`,
  );
  const { folder: source } = extractSource(patch, log);
  const work = join(root, 'build', `${name}-cmake`);
  log('  configuring…');
  run('cmake', [
    ...['-S', join(root, 'native'), '-B', work, '-DCMAKE_BUILD_TYPE=Release'],
    `-DLLAMA_SOURCE=${slashes(source)}`,
    `-DNODE_LLAMA_CPP=${slashes(nodeLlamaCpp)}`,
    `-DNODE_ADDON_API=${slashes(join(modules, 'node-addon-api'))}`,
    `-DNODE_API_HEADERS=${slashes(join(modules, 'node-api-headers'))}`,
    `-DVARIANTS=${variants.map(slashes).join(';')}`,
    `-DOUTPUT=${slashes(output)}`,
    `-DCPU_VARIANTS=${allCpus ? 'all' : 'best'}`,
  ]);
  log(`  compiling with ${availableParallelism()} jobs…`);
  const parts = ['--build', work, '--config', 'Release', '--parallel', String(availableParallelism())];
  run('cmake', parts);
  try {
    run('cmake', [...parts, '--target', 'cpu_backend']);
  } catch (error) {
    // A compiler that is too old for the processor: node-llama-cpp's own file runs in its place.
    if (allCpus) throw error;
    rmSync(join(output, 'cpu'), { recursive: true, force: true });
    log(`  ggml's CPU backend could not be compiled here, so the prebuilt one will run: ${String(error)}`);
  }
  writeFileSync(stampFile, stamp);
  log(`  done in ${Math.round((Date.now() - started) / 1000)} s: ${output}`);
  return output;
}

/**
 * The folders with node-llama-cpp's libraries for this platform, e.g.
 * …/@node-llama-cpp/linux-x64-cuda/bins/linux-x64-cuda.
 */
function installedVariants() {
  const scope = join(modules, '@node-llama-cpp');
  const isOurs = (/** @type {string} */ name) =>
    name === `${platform}-${arch}` || name.startsWith(`${platform}-${arch}-`);
  const folders = existsSync(scope)
    ? readdirSync(scope)
        .filter(isOurs)
        .map((name) => join(scope, name, 'bins', name))
        // Packages such as linux-x64-cuda-ext only add files to another variant.
        .filter((folder) => existsSync(join(folder, 'llama-addon.node')))
    : [];
  if (folders.length === 0) {
    throw new Error(
      `node-llama-cpp has no prebuilt files for ${platform}-${arch} here. Run "npm install" without --omit=optional.`,
    );
  }
  return folders;
}

/** @param {boolean} patch */
function hashOfInputs(patch) {
  const hash = createHash('sha256');
  const native = join(root, 'native');
  const files = readdirSync(native, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (patch || entry.name !== 'llava-clip.patch'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  for (const file of [
    ...files,
    join(nodeLlamaCpp, 'package.json'),
    join(modules, 'node-addon-api', 'package.json'),
    bundle(),
  ]) {
    hash.update(basename(file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function bundle() {
  return join(nodeLlamaCpp, 'llama', 'gitRelease.bundle');
}

/**
 * llama.cpp's source in a folder of its own per bundle and patch, so that a change of either starts from a clean tree.
 * `id` tells one source from another.
 * @param {boolean} patch
 * @param {(line: string) => void} log
 */
export function extractSource(patch, log) {
  const patches = join(root, 'native', 'patches');
  const patchFiles = readdirSync(patches)
    .filter((name) => patch || name !== 'llava-clip.patch')
    .sort();
  const hash = createHash('sha256').update(readFileSync(bundle()));
  for (const file of patchFiles) hash.update(readFileSync(join(patches, file)));
  const folder = join(root, 'build', patch ? 'llama.cpp' : 'llama.cpp-unpatched');
  const marker = join(folder, '.git', 'llava-med-source');
  const id = hash.digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === id) return { folder, id };
  log("  extracting llama.cpp's source from node-llama-cpp…");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  // Line endings as they are in the repository: the patch must apply on Windows too.
  run('git', ['-c', 'advice.detachedHead=false', '-c', 'core.autocrlf=false', 'clone', '--quiet', bundle(), folder]);
  for (const file of patchFiles) {
    log(`  applying native/patches/${file}…`);
    run('git', ['-C', folder, '-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', join(patches, file)]);
  }
  writeFileSync(marker, id);
  return { folder, id };
}

function requireTools() {
  const answers = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const missing = [];
  if (!answers('git', '--version')) missing.push('git');
  if (!answers('cmake', '--version')) missing.push('cmake (3.19 or newer)');
  // On Windows CMake finds Visual Studio by itself and says so when there is none.
  if (process.platform !== 'win32' && !answers(process.env['CXX'] ?? 'c++', '--version'))
    missing.push('a C++17 compiler');
  if (missing.length === 0) return;
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const how = {
    linux: 'On Debian or Ubuntu: sudo apt install git cmake g++. On Fedora: sudo dnf install git cmake gcc-c++.',
    darwin: 'Install the command line tools (xcode-select --install) and CMake (brew install cmake).',
    win32: 'Install Git, and Visual Studio Build Tools with "Desktop development with C++" (CMake comes with it).',
  };
  throw new Error(
    `To build image input, these programs are needed and missing: ${missing.join(', ')}. ${how[process.platform] ?? ''}`.trim(),
  );
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status === 0) return;
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`
    .trim()
    .split('\n')
    .slice(-40)
    .join('\n');
  throw new Error(`"${command} ${args[0] ?? ''}" failed:\n${said}`);
}

/** @param {string} path */
function slashes(path) {
  return path.replaceAll('\\', '/');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const known = new Set(['--no-patch', '--all-cpus', '--force']);
  const unknown = process.argv.slice(2).find((argument) => !known.has(argument));
  try {
    if (unknown !== undefined) throw new Error(`Unknown option ${unknown}. Options: ${[...known].join(', ')}.`);
    // A compiler on every core should not freeze the machine that a person works on.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    buildNative({
      patch: !process.argv.includes('--no-patch'),
      allCpus: process.argv.includes('--all-cpus'),
      force: process.argv.includes('--force'),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
