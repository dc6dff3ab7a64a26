import type * as vscode from 'vscode';
import type { ImageHeader } from '../../display/imageHeader.ts';
import type { ViewedFrame, ViewerCommand } from '../../protocol/viewer.ts';
import type { GivenImage } from '../images/givenImage.ts';
import type { ViewerItem } from './viewerStack.ts';

/** What is in front in a viewer. */
export interface InFront {
  readonly item: ViewerItem;
  readonly viewed: ViewedFrame;
}

/** An editor that shows an image, as the rest of the extension knows it. */
export interface OpenViewer {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  /** Undefined until the view has shown something. */
  readonly inFront: InFront | undefined;
  /** Another frame or window is in front. */
  readonly onDidMoveOn: vscode.Event<void>;
  command(command: ViewerCommand): void;
  /** A frame and window, by default those in front, as the chat takes them. Rejects with an `ImagingError`. */
  givenImage(viewed?: ViewedFrame): Promise<GivenImage | undefined>;
  /** Rejects with an `ImagingError`. */
  header(item: ViewerItem): Promise<ImageHeader>;
  dispose(): void;
}
