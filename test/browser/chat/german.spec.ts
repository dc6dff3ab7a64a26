import { test } from '../workbench.ts';
import { languageTour, withReport } from './languageTour.ts';

test.use({ language: 'de', prepare: withReport, settings: { 'llavaMed.answer.temperature': 0 } });

test('a film is asked about and a report drafted in German', async ({ workbench }) => {
  await languageTour(workbench, 'de');
});
