import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Command, Option } from 'commander';
import { NotRegularFile, readRegularFile } from '../../files/regularFile.ts';
import { mrrtEncoding } from '../../report/mrrt/mrrtEncoding.ts';
import { readMrrt, type MrrtTemplate } from '../../report/mrrt/readMrrt.ts';
import { TemplateError } from '../../report/templates/templateError.ts';
import { EXIT, subcommand, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface TemplateRequest {
  readonly files: readonly string[];
  /** Undefined: to standard output. */
  readonly outFolder: string | undefined;
}

export const template = subcommand<TemplateRequest>({
  name: 'template',
  declare: () =>
    new Command('template')
      .summary('turns report templates in HTML (IHE MRRT) into Markdown')
      .description(
        'Turns report templates in HTML, as RSNA RadReport has them (IHE MRRT), into templates in Markdown, as the editor uses them. What could not be taken over is said with its line. Exit code 0: done; 1: some files were not read or written; 2: wrong usage.',
      )
      .usage('FILE… [options]')
      .argument('[files...]', 'templates in HTML')
      .addOption(
        new Option('--out <folder>', 'write NAME.md into this folder, not over others; default: standard output'),
      ),
  read(files, values) {
    if (files.length === 0) throw new UsageError('template needs at least one template in HTML.');
    const outFolder = values['out'] as string | undefined;
    if (files.length > 1 && outFolder === undefined)
      throw new UsageError('Several templates need a folder to go into: --out.');
    return { files, outFolder };
  },
  run: turn,
});

async function turn({ files, outFolder }: TemplateRequest, { terminal }: CliContext): Promise<ExitCode> {
  let hasFailed = false;
  for (const path of files) {
    const name = basename(path);
    try {
      const { markdown, unread } = await readTemplateIn(path);
      if (outFolder === undefined) terminal.answer(markdown);
      else terminal.note(await writeBeside(outFolder, name, markdown));
      for (const sentence of unread) terminal.note(`${name}: ${sentence}`);
    } catch (error) {
      hasFailed = true;
      terminal.note(`llava-med: ${name}: ${reasonOf(error)}`);
    }
  }
  return hasFailed ? EXIT.failed : EXIT.done;
}

async function readTemplateIn(path: string): Promise<MrrtTemplate> {
  const bytes = await readRegularFile(path);
  return readMrrt(new TextDecoder(mrrtEncoding(bytes)).decode(bytes));
}

async function writeBeside(folder: string, name: string, markdown: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${basename(name, extname(name))}.md`);
  await writeFile(path, markdown, { flag: 'wx' });
  return path;
}

function reasonOf(error: unknown): string {
  if (error instanceof TemplateError) return error.message;
  if (error instanceof NotRegularFile) return `${error.message}. Name templates in HTML.`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
  if (code === 'EEXIST') return 'a file of its name is in the folder already. Move it away, or choose another folder.';
  return `it could not be read or written (${code}). Check the path and its rights.`;
}
