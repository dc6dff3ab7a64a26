/** What a person is told of an image that was not added to the chat. */
import { t } from '@vscode/l10n';
import type { Notice } from '../../protocol/webview.ts';
import { chatFailure } from './chatFailure.ts';

/** The image could not be read, or is none. */
export function imageRefused(name: string, error: unknown): Notice {
  return { kind: 'imageRefused', subject: name, message: chatFailure(error).message };
}

/** The chat holds the image already, from a file of another name. */
export function sameImage(name: string, nameThere: string): Notice {
  return {
    kind: 'sameImage',
    subject: name,
    message: t`${name} is the same image as ${nameThere}, which is here already.`,
  };
}
