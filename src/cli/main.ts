/** Entry of `llava-med` (dist/cli.mjs): ties the program to its process. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './runCli.ts';

/** As a shell reports a program that wrote to a closed pipe. */
const BROKEN_PIPE = 141;

const distDir = dirname(fileURLToPath(import.meta.url));
const stop = new AbortController();

// The first Ctrl-C stops the answer, a second one the program.
process.once('SIGINT', () => {
  stop.abort(new Error('Stopped with Ctrl-C.'));
  process.once('SIGINT', () => process.exit(130));
});

// `llava-med ask … | head -1` closes the pipe while the answer is coming. The children end when their parent does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(BROKEN_PIPE);
    throw error;
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  packageRoot: dirname(distDir),
  distDir,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});
