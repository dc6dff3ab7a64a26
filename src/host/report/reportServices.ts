import type * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import type { DisplayImage, Imaging } from '../../imaging/imaging.ts';
import type { Sampling } from '../../protocol/engine.ts';

/** What the report features need of the rest of the extension. */
export interface ReportServices {
  readonly assistant: Assistant;
  readonly imaging: Imaging;
  readonly settings: { sampling(): Sampling };
  /** The images that the chat holds now, decoded; empty when it holds none. Rejects with an `ImagingError`. */
  chatImages(signal: AbortSignal): Promise<readonly DisplayImage[]>;
  readonly log: vscode.LogOutputChannel;
  /** Of the workspace: proposals outlive a reload of the window in it, as offsets and hashes. */
  readonly memento: vscode.Memento;
  /** A folder of this window's own: provenance of reports that belong to no folder. */
  readonly storage: vscode.Uri;
}
