import { basename } from 'node:path';
import { Command } from 'commander';
import { NotRegularFile, readRegularFile } from '../../files/regularFile.ts';
import { parseReport } from '../../report/reportDocument.ts';
import { isFault, reportProblems, type PlacedProblem } from '../../report/checks/reportProblems.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface CheckRequest {
  readonly files: readonly string[];
  readonly json: boolean;
}

interface CheckedFile {
  readonly file: string;
  /** Undefined: it is no report. */
  readonly problems: readonly PlacedProblem[] | undefined;
}

export const check = subcommand<CheckRequest>({
  name: 'check',
  declare: () =>
    new Command('check')
      .summary('says what is wrong with reports, as the editor does')
      .description(
        'Says what is wrong with reports, as the editor does: a section that is missing, a side in the Impression that contradicts the Findings, a finding of the Impression that the Findings lack, "no change" without a comparison, front matter that cannot be read. One line each: file, line, column, severity, code and text. Exit code 0: nothing to correct; 1: something; 2: wrong usage, or a file that cannot be read.',
      )
      .usage('FILE… [options]')
      .argument('[files...]', 'reports in Markdown or plain text')
      .addOption(jsonOption()),
  read(files, values) {
    if (files.length === 0) throw new UsageError('check needs at least one report.');
    return { files, json: values['json'] === true };
  },
  run: checkFiles,
});

async function checkFiles({ files, json }: CheckRequest, { terminal }: CliContext): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  // One after the other: a list may be longer than the files that may be open.
  for (const path of files) checked.push(checkText(path, await readText(path)));
  for (const { file, problems } of checked)
    if (problems === undefined)
      terminal.note(
        `${file} is not a report, and was not checked: it has no Findings or Impression beside another section.`,
      );
  const problems = checked.flatMap(({ file, problems = [] }) => problems.map((problem) => ({ file, ...problem })));
  if (json) terminal.json(checkJson(checked), 2);
  else
    for (const { file, line, column, severity, code, message } of problems)
      terminal.answer(`${file}:${line}:${column}: ${severity}: ${message} [${code}]\n`);
  return problems.some(isFault) ? EXIT.failed : EXIT.done;
}

function checkText(path: string, text: string): CheckedFile {
  return { file: path, problems: reportProblems(text, parseReport(text)) };
}

function checkJson(checked: readonly CheckedFile[]): object {
  return {
    files: checked.map(({ file, problems }) => ({ file, isReport: problems !== undefined })),
    problems: checked.flatMap(({ file, problems = [] }) =>
      problems.map(({ line, column, code, severity, message }) => ({ file, line, column, code, severity, message })),
    ),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return (await readRegularFile(path)).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const cause =
      error instanceof NotRegularFile
        ? error.message
        : code === 'ENOENT'
          ? 'no such file'
          : code === 'EACCES' || code === 'EPERM'
            ? 'access is denied'
            : 'the disk or network failed';
    throw new UsageError(`${basename(path)} cannot be read: ${cause}. Name reports in Markdown or plain text.`);
  }
}
