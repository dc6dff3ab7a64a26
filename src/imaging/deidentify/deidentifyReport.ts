/**
 * What a run of the de-identification did: fit to be kept beside its output, since no value and no name of an input
 * stands in it.
 */
import { t } from '@vscode/l10n';
import type { DeidentifiedOutcome } from './deidentifyContract.ts';
import { methodCodes, type DeidentifyOptions } from './deidentifyOptions.ts';
import { EDITION } from './profileTable.ts';

export interface RefusedFile {
  /** First 16 hex digits of the SHA-256 of the file's bytes; undefined when it could not be read. */
  readonly input: string | undefined;
  readonly reason: string;
}

export interface DeidentifyReport {
  readonly version: 1;
  readonly profile: string;
  readonly options: DeidentifyOptions;
  /** PS3.16 CID 7050. */
  readonly methods: readonly { readonly code: string; readonly meaning: string }[];
  /** Whether the key was given, so that another run gives the same UIDs. */
  readonly keyGiven: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Ended by the user: the files written by then are whole. */
  readonly stopped: boolean;
  readonly files: readonly (Omit<DeidentifiedOutcome, 'inputSha256'> & { readonly input: string })[];
  readonly refused: readonly RefusedFile[];
  /** Files that are no DICOM. */
  readonly skipped: number;
}

export interface DeidentifyRun {
  readonly options: DeidentifyOptions;
  readonly keyGiven: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly stopped: boolean;
  readonly done: readonly DeidentifiedOutcome[];
  readonly refused: readonly RefusedFile[];
  readonly skipped: number;
}

const HASH_DIGITS = 16;

export function hashPrefix(sha256: string): string {
  return sha256.slice(0, HASH_DIGITS);
}

export function deidentifyReport({ done, startedAt, finishedAt, ...run }: DeidentifyRun): DeidentifyReport {
  return {
    version: 1,
    profile: `DICOM PS3.15 ${EDITION} Table E.1-1, Basic Application Level Confidentiality Profile`,
    ...run,
    methods: methodCodes(run.options).map(([code, meaning]) => ({ code, meaning })),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    files: done.map(({ inputSha256, ...file }) => ({ input: hashPrefix(inputSha256), ...file })),
  };
}

const omitted = (): readonly string[] => [
  t`Text burned into the pixels was not removed: look at every picture before you give it away.`,
  t`Faces that can be reconstructed from the pixels were not removed.`,
  t`Private attributes were removed, safe ones too; overlays and curves were removed with all their attributes.`,
];

/** A short text of the same, for a person. */
export function reportText(report: DeidentifyReport): string {
  const { files, refused, skipped } = report;
  const warned = files.filter(({ warnings }) => warnings.length > 0);
  return [
    report.stopped
      ? t`De-identified by ${report.profile} (stopped before the end)`
      : t`De-identified by ${report.profile}`,
    ...report.methods.map(({ code, meaning }) => `  ${code} ${meaning}`),
    t`Files: ${files.length} de-identified, ${refused.length} refused, ${skipped} skipped (no DICOM)`,
    report.keyGiven ? t`UIDs: derived from the given key` : t`UIDs: derived from a random key that was not kept`,
    ...(warned.length === 0
      ? []
      : [
          '',
          t`To look at:`,
          ...warned.flatMap(({ output, warnings }) => warnings.map((warning) => `  ${output}: ${warning}`)),
        ]),
    ...(refused.length === 0
      ? []
      : [
          '',
          t`Refused (by the SHA-256 of the file):`,
          ...refused.map(({ input, reason }) => `  ${input ?? t`unreadable`}: ${reason}`),
        ]),
    '',
    ...omitted(),
    '',
  ].join('\n');
}
