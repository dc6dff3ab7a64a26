import { join } from 'node:path';
import { Command } from 'commander';
import { createImaging } from '../../imaging/localImaging.ts';
import { leftOutText } from '../../imaging/studies/leftOutText.ts';
import type { Study } from '../../imaging/studies/study.ts';
import { seriesLine, studyAt } from '../chosenImages.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface SeriesRequest {
  readonly path: string;
  readonly json: boolean;
}

/** What a folder, a DICOMDIR or a ZIP holds, with the numbers that `--series` takes. */
export const series = subcommand<SeriesRequest>({
  name: 'series',
  declare() {
    return new Command('series')
      .summary('lists the series of a folder, a DICOMDIR or a ZIP')
      .description('Lists the series of a folder, a DICOMDIR or a ZIP, with the numbers that --series takes.')
      .usage('PATH [options]')
      .argument('[path...]', 'a folder, a DICOMDIR, a ZIP or an image file')
      .addOption(jsonOption());
  },
  read(words, values) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0) throw new UsageError('series takes one folder, DICOMDIR, ZIP or file.');
    return { path, json: values['json'] === true };
  },
  async run({ path, json }, { distDir, terminal, signal }) {
    const imaging = createImaging({ childPath: join(distDir, 'imagingChild.mjs') });
    try {
      const study = await studyAt(path, imaging, terminal, signal);
      if (json) terminal.json(studyJson(study), 2);
      else {
        terminal.answer(study.series.map((one, index) => `${seriesLine(one, index + 1)}\n`).join(''));
        const leftOut = leftOutText(study.leftOut);
        if (leftOut !== '') terminal.note(leftOut);
      }
      return EXIT.done;
    } finally {
      await imaging.dispose();
    }
  },
});

/** Without the folders that the files are in. */
function studyJson({ kind, name, series: all, leftOut }: Study): object {
  return {
    kind,
    name,
    series: all.map(({ images, ...facts }, index) => ({
      number: index + 1,
      ...facts,
      images: images.map(({ source: _source, ...image }) => image),
    })),
    leftOut,
  };
}
