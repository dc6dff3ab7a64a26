import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { compareRuns, namesOf } from '../../evaluation/runs/compareRuns.ts';
import { scoreRun } from '../../evaluation/runs/scoreRun.ts';
import { comparisonText } from '../evaluation/comparisonText.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface CompareRequest {
  readonly folders: readonly string[];
  readonly metric: string | undefined;
  readonly json: boolean;
}

/** Two or more runs over the same questions, one against the other. */
export const compare = subcommand<CompareRequest>({
  name: 'compare',
  declare() {
    return new Command('compare')
      .summary('compares runs of eval over the same questions')
      .description(
        'Compares runs of llava-med eval over the same questions: means, paired differences and win rates with 95 % intervals, and McNemar’s exact test on closed questions. The runs may be of several models, engines or settings.',
      )
      .usage('RUN RUN… [options]')
      .argument('[folders...]', 'the runs’ folders')
      .addOption(new Option('--metric <id>', 'what is compared; default: the first figure that all have'))
      .addOption(jsonOption());
  },
  read(words, values) {
    if (words.length < 2) throw new UsageError('compare takes the folders of two runs or more.');
    return {
      folders: words.map((folder) => resolve(folder)),
      metric: values['metric'] as string | undefined,
      json: values['json'] === true,
    };
  },
  async run({ folders, metric, json }, { terminal }) {
    const names = namesOf(folders);
    const runs = await Promise.all(
      folders.map(async (folder, at) => ({ name: names[at] ?? folder, results: await scoreRun(folder) })),
    );
    const comparison = compareRuns(runs, metric);
    if (json) terminal.json(comparison, 2);
    else terminal.answer(comparisonText(comparison));
    return EXIT.done;
  },
});
