import type * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import type { Imaging } from '../../imaging/imaging.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { ChatImage } from '../chat/chat.ts';
import type { Log } from '../messages/log.ts';

/** What the report features need of the rest of the extension. */
export interface ReportServices {
  readonly assistant: Assistant;
  readonly imaging: Imaging;
  readonly settings: { sampling(): Sampling };
  /** The images that the chat's next question would be about. */
  chatImages(): readonly ChatImage[];
  readonly log: Log;
  /** Of the workspace: proposals outlive a reload of the window in it, as offsets and hashes. */
  readonly memento: vscode.Memento;
  /** A folder of this window's own: provenance of reports that belong to no folder. */
  readonly storage: vscode.Uri;
}
