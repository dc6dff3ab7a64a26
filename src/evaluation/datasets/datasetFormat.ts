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
export const FORMAT_LABELS: Readonly<Record<DatasetFormat, string>> = {
  llavaMedChat: "LLaVA-Med's visual chat",
  llavaMedVqa: 'VQA in the form of LLaVA-Med',
  vqaRad: 'VQA-RAD',
  slake: 'SLAKE',
  vqaParquet: 'VQA as a parquet file',
  generic: 'questions and answers',
  reports: 'images and reports',
};
