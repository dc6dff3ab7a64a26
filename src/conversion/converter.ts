/** Converting as its callers have it: a supervised process for each conversion. */
import { t } from '@vscode/l10n';
import { ConversionError, type ConversionErrorCode, type ConversionProgress } from '../protocol/conversion.ts';
import { ChildDiedError, ChildHungError, HandlerError } from '../supervise/childErrors.ts';
import { SupervisedChild } from '../supervise/supervisedChild.ts';
import type { ConversionRequest } from '../weights/convert/conversionPlan.ts';
import type { ConversionResult } from '../weights/convert/convertCheckpoint.ts';
import type { ConversionContract } from './conversionContract.ts';

export interface ConverterOptions {
  /** The bundled `conversion/child/main` (dist/conversionChild.mjs). */
  readonly childPath: string;
  readonly engineChildPath: string;
  readonly nativeFolder?: string;
  readonly log?: (line: string) => void;
}

/** Time to take away what is half written. */
const stopLimitMs = 20_000;

export interface Conversion {
  readonly request: ConversionRequest;
  readonly checks: boolean;
  onProgress?(progress: ConversionProgress): void;
}

/** Rejects with a `ConversionError`, or with the signal's reason. */
export async function convert(
  conversion: Conversion,
  { childPath, engineChildPath, nativeFolder, log }: ConverterOptions,
  signal?: AbortSignal,
): Promise<ConversionResult> {
  const child = new SupervisedChild<ConversionContract>({
    modulePath: childPath,
    ...(log === undefined ? {} : { onLine: log }),
  });
  try {
    return await child.call(
      'convert',
      { request: conversion.request, checks: conversion.checks, engineChildPath, nativeFolder },
      { signal, abortGraceMs: stopLimitMs, onEvent: (progress) => conversion.onProgress?.(progress) },
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw asConversionError(error);
  } finally {
    await child.dispose();
  }
}

function asConversionError(error: unknown): unknown {
  if (error instanceof HandlerError && isErrorData(error.data))
    return new ConversionError(error.data.code, error.data.message, { cause: error });
  if (error instanceof ChildDiedError || error instanceof ChildHungError)
    return new ConversionError(
      'processDied',
      t`The converting process ended unexpectedly. Convert again; if it happens again, see the log.`,
      { cause: error },
    );
  return error;
}

function isErrorData(data: unknown): data is { code: ConversionErrorCode; message: string } {
  return (
    typeof data === 'object' && data !== null && 'code' in data && 'message' in data && typeof data.message === 'string'
  );
}
