import { chestRadiograph } from './builtIn/chestRadiograph.ts';
import { ctAbdomenPelvis } from './builtIn/ctAbdomenPelvis.ts';
import { ctChest } from './builtIn/ctChest.ts';
import { ctHead } from './builtIn/ctHead.ts';
import { grossDescription } from './builtIn/grossDescription.ts';
import { histology } from './builtIn/histology.ts';
import { mammography } from './builtIn/mammography.ts';
import { mriBrain } from './builtIn/mriBrain.ts';
import { mriKnee } from './builtIn/mriKnee.ts';
import { plainReport } from './builtIn/plainReport.ts';
import { ultrasoundAbdomen } from './builtIn/ultrasoundAbdomen.ts';
import type { Macro, ReportTemplate } from './reportTemplate.ts';

const all = [
  chestRadiograph,
  ctHead,
  ctChest,
  ctAbdomenPelvis,
  mriBrain,
  mriKnee,
  ultrasoundAbdomen,
  mammography,
  histology,
  grossDescription,
];

/** The templates that come with the product, the plain one last. None presumes a finding: their fields have no presets. */
export const builtInTemplates: readonly ReportTemplate[] = [...all.map(({ template }) => template), plainReport];

/** Their normal reports, by name `normal-chest-radiograph` and so on. */
export const builtInMacros: readonly Macro[] = all.map(({ macro }) => macro);
