/** `deidentify`: copies of a file or a folder without what names the patient, and a report of what was done. */
import { join } from 'node:path';
import { deidentifyFiles } from '../imaging/deidentify/deidentifyFiles.ts';
import { reportText } from '../imaging/deidentify/deidentifyReport.ts';
import { readKeyFile } from '../imaging/deidentify/keyFile.ts';
import { createImaging } from '../imaging/localImaging.ts';
import type { Command } from './commandLine.ts';
import type { Terminal } from './terminal.ts';

export type DeidentifyOutcome = 'done' | 'someRefused' | 'stopped';

export async function runDeidentifyCommand(
  command: Extract<Command, { kind: 'deidentify' }>,
  distDir: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<DeidentifyOutcome> {
  const { input, output, options, keyFile, json } = command;
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
    terminal.answer(json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
    terminal.note(`Report: ${reportPath}`);
    if (report.stopped) return 'stopped';
    return report.refused.length > 0 ? 'someRefused' : 'done';
  } finally {
    await imaging.dispose();
  }
}
