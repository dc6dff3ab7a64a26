/** The converting process as tests run it, and checkpointReference.py. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ConverterOptions } from '../../src/conversion/converter.ts';
import { bundledChild, nativeFolder, root } from './engineUnderTest.ts';

export async function converterUnderTest(): Promise<ConverterOptions> {
  const childPath = join(root, 'build', 'test', 'conversionChild.mjs');
  await build({
    entryPoints: [join(root, 'src/conversion/child/main.ts')],
    outfile: childPath,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
    },
    logLevel: 'error',
  });
  return { childPath, engineChildPath: await bundledChild(), nativeFolder };
}

/** All numbers that the reference gives, in its order. */
export async function checkpointReference(input: object): Promise<Float32Array> {
  const script = join(import.meta.dirname, 'checkpointReference.py');
  const run = (interpreter: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const child = execFile(interpreter, [script], { encoding: 'buffer', maxBuffer: 1 << 28 }, (error, stdout) =>
        error === null ? resolve(stdout) : reject(new Error('the reference failed', { cause: error })),
      );
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(JSON.stringify(input));
    });
  // Debian's own interpreter sees the packages of the system where another python3 comes first.
  const found = await run('/usr/bin/python3').catch(() => run('python3'));
  return new Float32Array(new Uint8Array(found).buffer);
}
