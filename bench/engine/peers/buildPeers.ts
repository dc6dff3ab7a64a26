/**
 * llama-server and llama-bench as a user would build them, from the llama.cpp source that node-llama-cpp ships, with
 * our patch: CMake's defaults (this machine's instructions, OpenMP), without what only its web page and downloads need.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { extractSource } from '../../../scripts/build-native.mjs';
import { cache } from '../../../scripts/paths.mjs';
import { step } from '../../../scripts/step.mjs';
import { keepTimes } from './keepTimes.ts';

export interface BuiltPeers {
  readonly server: string;
  readonly bench: string;
}

const folder = join(cache, 'bench', 'peers');
const options = [
  ...['-DCMAKE_BUILD_TYPE=Release', '-DLLAMA_BUILD_TESTS=OFF', '-DLLAMA_BUILD_EXAMPLES=OFF', '-DLLAMA_BUILD_APP=OFF'],
  ...['-DLLAMA_BUILD_UI=OFF', '-DLLAMA_USE_PREBUILT_UI=OFF', '-DLLAMA_OPENSSL=OFF'],
];
const programs = ['llama-server', 'llama-bench'] as const;

/** Nothing is done when neither the source nor the options have changed. Rejects with the compiler's last lines. */
export async function buildPeers(): Promise<BuiltPeers> {
  const { folder: source, id } = extractSource(true, console.log);
  const stamp = createHash('sha256').update(id).update(options.join('\n')).digest('hex');
  const stampFile = join(folder, 'stamp');
  const built = join(folder, 'cmake');
  const paths = programs.map((name) =>
    process.platform === 'win32' ? join(built, 'bin', 'Release', `${name}.exe`) : join(built, 'bin', name),
  );
  const isBuilt = paths.every((path) => existsSync(path));
  if (!isBuilt || !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    mkdirSync(folder, { recursive: true });
    await step('Building llama-server and llama-bench (the first time: compiles for 10 minutes)', async () => {
      keepTimes(source, join(folder, 'times.json'));
      await run('cmake', ['-S', source, '-B', built, ...options]);
      const jobs = String(availableParallelism());
      await run('cmake', ['--build', built, '--config', 'Release', '--target', ...programs, '--parallel', jobs]);
    });
    writeFileSync(stampFile, stamp);
  }
  const [server = '', bench = ''] = paths;
  return { server, bench };
}

/** At low priority; CMake's per cent are shown as they come. */
async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const lines: string[] = [];
  let shown = -1;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      for (const line of text.trimEnd().split('\n')) {
        lines.push(line);
        const percent = Number(/^\[ *(\d+)%\]/.exec(line)?.[1] ?? NaN);
        if (percent >= shown + 10) console.log(`  ${String((shown = percent))} %`);
      }
      lines.splice(0, lines.length - 40);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`"${command} ${args[0] ?? ''}" failed:\n${lines.join('\n')}`);
}
