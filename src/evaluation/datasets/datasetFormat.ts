import { t } from '@vscode/l10n';

/** The shapes in which questions with right answers are published. */
export const DATASET_FORMATS = [
  'llavaMedChat',
  'llavaMedVqa',
  'vqaRad',
  'slake',
  'vqaParquet',
  'generic',
  'reports',
] as const;
export type DatasetFormat = (typeof DATASET_FORMATS)[number];

/** For a person: what the file is taken for. */
export const FORMAT_LABELS: Readonly<Record<DatasetFormat, () => string>> = {
  llavaMedChat: () => t`LLaVA-Med's visual chat`,
  llavaMedVqa: () => t`VQA in the form of LLaVA-Med`,
  vqaRad: () => 'VQA-RAD',
  slake: () => 'SLAKE',
  vqaParquet: () => t`VQA as a parquet file`,
  generic: () => t`questions and answers`,
  reports: () => t`images and reports`,
};
