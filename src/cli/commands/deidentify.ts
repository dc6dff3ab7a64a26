import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { deidentifyFiles } from '../../imaging/deidentify/deidentifyFiles.ts';
import type { DeidentifyOptions } from '../../imaging/deidentify/deidentifyOptions.ts';
import { reportText } from '../../imaging/deidentify/deidentifyReport.ts';
import { readKeyFile } from '../../imaging/deidentify/keyFile.ts';
import { createImaging } from '../../imaging/localImaging.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface DeidentifyRequest {
  readonly input: string;
  readonly output: string;
  readonly options: DeidentifyOptions;
  /** Undefined: a random key. */
  readonly keyFile: string | undefined;
  readonly json: boolean;
}

export const deidentify = subcommand<DeidentifyRequest>({
  name: 'deidentify',
  declare() {
    const command = new Command('deidentify')
      .summary('copies a DICOM file or folder without what names the patient')
      .description(
        'Copies a DICOM file or folder without what names the patient (DICOM PS3.15 Basic Profile), and reports what was done. Text burned into the pixels stays, so look at every picture. Exit code 1: some files were refused, or there was none.',
      )
      .usage('IN OUT [options]')
      .argument('[folders...]', 'the file or folder, and the folder that the copies go into');
    for (const option of [
      new Option('--shift-dates', 'move all dates of a patient by one number of days; default: remove them'),
      new Option('--retain-dates', 'keep dates and times as they are'),
      new Option('--retain-uids', 'keep UIDs; default: replace them, the same one always by the same'),
      new Option('--clean-descriptors', 'keep the radiology terms of descriptions; default: remove descriptions'),
      new Option(
        '--key-file <file>',
        'secret to derive UIDs and shifts from, so that another run gives the same; made if it is not there',
      ),
    ])
      command.addOption(option.helpGroup('Deidentify:'));
    return command.addOption(jsonOption());
  },
  read(words, values) {
    const [input, output, ...more] = words;
    if (input === undefined || output === undefined || more.length > 0)
      throw new UsageError('deidentify takes a file or folder and the folder that the copies go into.');
    const [keep, shift] = [values['retainDates'] === true, values['shiftDates'] === true];
    if (keep && shift)
      throw new UsageError('Dates are either retained or shifted: give --retain-dates or --shift-dates.');
    return {
      input,
      output,
      options: {
        dates: keep ? 'keep' : shift ? 'shift' : 'remove',
        keepUids: values['retainUids'] === true,
        cleanDescriptors: values['cleanDescriptors'] === true,
      },
      keyFile: values['keyFile'] as string | undefined,
      json: values['json'] === true,
    };
  },
  run: copyWithoutNames,
});

async function copyWithoutNames(
  { input, output, options, keyFile, json }: DeidentifyRequest,
  { distDir, terminal, signal }: CliContext,
): Promise<ExitCode> {
  const key = keyFile === undefined ? undefined : await readKeyFile(keyFile);
  const imaging = createImaging({ childPath: join(distDir, 'imagingChild.mjs') });
  try {
    const { report, reportPath } = await deidentifyFiles(
      imaging,
      { inputs: [input], output, options, key },
      {
        onFile: (done, total) => {
          terminal.progress('De-identifying…', ` ${done} of ${total} files`);
        },
        onRefused: ({ message }) => {
          terminal.note(message);
        },
      },
      signal,
    );
    if (json) terminal.json(report, 2);
    else terminal.answer(reportText(report));
    terminal.note(`Report: ${reportPath}`);
    if (report.stopped) return EXIT.stopped;
    if (report.files.length + report.refused.length > 0) return report.refused.length > 0 ? EXIT.failed : EXIT.done;
    terminal.note(
      `llava-med: There is no DICOM file in ${basename(input)}, so nothing was copied. Name the file or folder that holds the study.`,
    );
    return EXIT.failed;
  } finally {
    await imaging.dispose();
  }
}
