import type { Study, StudySeries } from '../../imaging/imaging.ts';
import { leftOutText } from '../../imaging/studies/leftOutText.ts';
import { seriesFacts } from '../../imaging/studies/seriesFacts.ts';
import { labelText } from '../../text/labelText.ts';
import { type PickItem, pickOne } from '../messages/picks.ts';

interface SeriesItem extends PickItem {
  readonly series: StudySeries;
}

/** Asks which series is meant, where there are several. Undefined when the user leaves. */
export async function pickSeries({ name, series, leftOut }: Study): Promise<StudySeries | undefined> {
  if (series.length === 1) return series[0];
  const items = series.map((one): SeriesItem => ({
    label: labelText`${one.title}`,
    description: labelText`${seriesFacts(one)}`,
    series: one,
  }));
  const said = leftOutText(leftOut);
  const picked = await pickOne(items, {
    title: labelText`Series of ${name}`,
    placeHolder: said === '' ? labelText`Which series?` : labelText`Which series? ${said}`,
    matchOnDescription: true,
  });
  return picked?.series;
}
