import { t } from '@vscode/l10n';
import { EngineError } from '../../protocol/engineError.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';

/** What a viewer says of a failure; ours name the file, the cause and the way out. */
export function viewerFailure(error: unknown): string {
  if (error instanceof ImagingError || error instanceof EngineError) return error.message;
  return t`This cannot be shown because of a fault in this extension. The log (LLaVA-Med: Show Log) says more.`;
}
