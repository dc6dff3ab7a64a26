/** What is asked of the converting process (`conversion/child/main`), for `SupervisedChild` and `serveRequests`. */
import type { ConversionProgress } from '../protocol/conversion.ts';
import type { ConversionResult } from '../weights/convert/convertCheckpoint.ts';
import type { ConversionRequest } from '../weights/convert/conversionPlan.ts';

export interface ConvertParams {
  readonly request: ConversionRequest;
  /** Whether the result is compared with the checkpoint. */
  readonly checks: boolean;
  /** The bundled `engine/child/main` (dist/engineChild.mjs). */
  readonly engineChildPath: string;
  /** Folder with the addon's variants. */
  readonly nativeFolder: string | undefined;
}

export interface ConversionContract {
  convert: { params: ConvertParams; result: ConversionResult; event: ConversionProgress };
}
