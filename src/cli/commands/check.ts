import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Command } from 'commander';
import { NotRegularFile, readRegularFile } from '../../files/regularFile.ts';
import { parseReport } from '../../report/reportDocument.ts';
import { isFault, reportProblems, type PlacedProblem } from '../../report/checks/reportProblems.ts';
import { readSeverities, withSeverities, type Severities } from '../../report/checks/severities.ts';
import { changedAfterSignOff } from '../../report/signOff/changedAfterSignOff.ts';
import { severityOption } from '../severityOption.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface CheckRequest {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly severities: Severities;
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
        'Says what is wrong with reports, as the editor does: sections that are missing, empty or doubled; sides, levels and sizes of the Impression that contradict the Findings; findings that the Findings lack or deny; sizes without a unit or beyond what is possible; "no change" without a comparison; unfilled fields; organs of the other sex; critical findings of which nobody was told; front matter that cannot be read; a change after the signature. It reads words, not images. One line each: file, line, column, severity, code and text. Exit code 0: nothing to correct; 1: something; 2: wrong usage, or a file that cannot be read.',
      )
      .usage('FILE… [options]')
      .argument('[files...]', 'reports in Markdown or plain text')
      .addOption(severityOption())
      .addOption(jsonOption()),
  read(files, values) {
    if (files.length === 0) throw new UsageError('check needs at least one report.');
    return { files, json: values['json'] === true, severities: readSeverities(values['severity']) };
  },
  run: checkFiles,
});

async function checkFiles({ files, json, severities }: CheckRequest, { terminal }: CliContext): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  // One after the other: a list may be longer than the files that may be open.
  for (const path of files) checked.push(checkText(path, await readText(path), severities));
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

function checkText(path: string, text: string, severities: Severities): CheckedFile {
  const changed = changedAfterSignOff(text, sha256);
  const context = changed ? { changedAfterSignOff: changed } : {};
  const problems = reportProblems(text, parseReport(text), context);
  return { file: path, problems: problems && withSeverities(problems, severities) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
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
