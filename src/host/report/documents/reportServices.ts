import type * as vscode from 'vscode';
import type { Assistant } from '../../../assistant/assistant.ts';
import type { Imaging } from '../../../imaging/imaging.ts';
import type { Engine, Sampling } from '../../../protocol/engine.ts';
import type { ChatImage } from '../../chat/chat.ts';
import type { Log } from '../../messages/log.ts';
import type { GivenImage } from '../../images/givenImage.ts';
import type { ModelQueue } from '../../models/modelQueue.ts';
import type { ImageHeaders } from './imageHeaders.ts';
import type { OutsideImages } from './outsideImages.ts';

/** What the report features are given by the rest of the extension. */
export interface GivenServices {
  readonly assistant: Assistant;
  /** Looked at, never asked: what it has loaded. */
  readonly engine: Pick<Engine, 'state' | 'onDidChangeState'>;
  readonly imaging: Imaging;
  readonly modelQueue: ModelQueue;
  readonly settings: { sampling(): Sampling };
  /** The images that the chat's next question would be about: offered, never taken. */
  chatImages(): readonly ChatImage[];
  /** What the image viewers of the window show, the one in front first: offered, never taken. */
  viewerImages(): Promise<readonly GivenImage[]>;
  readonly log: Log;
  /** What computes answers, with its version, for the provenance. */
  readonly engineName: string;
  readonly extensionUri: vscode.Uri;
  /** Of the workspace: proposals outlive a reload of the window in it, as offsets and hashes. */
  readonly memento: vscode.Memento;
  /** A folder of this window's own: provenance of reports that belong to no folder. */
  readonly storage: vscode.Uri;
  /** The extension's folder for all windows of the user: their own templates and macros. */
  readonly globalStorage: vscode.Uri;
}

/** The same with what the report features share among themselves. */
export interface ReportServices extends GivenServices {
  readonly outside: OutsideImages;
  readonly headers: ImageHeaders;
}
