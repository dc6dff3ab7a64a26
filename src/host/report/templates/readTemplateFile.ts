import { t } from '@vscode/l10n';
import { openRegularFile, NotRegularFile } from '../../../files/regularFile.ts';
import { TemplateError } from '../../../report/templates/templateError.ts';

const mostBytes = 1024 * 1024;

/**
 * The text of a template's or macro's file. A link is not followed: a workspace may come from anywhere. Rejects with a
 * `TemplateError`, or as `open` does.
 */
export async function readTemplateFile(path: string): Promise<string> {
  try {
    const file = await openRegularFile(path, { followsLinks: false });
    try {
      if ((await file.stat()).size > mostBytes)
        throw new TemplateError(
          t`It is larger than 1 MB. A template is a short text: shorten it, or move the file away.`,
        );
      return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof NotRegularFile)
      throw new TemplateError(t`It is ${error.what}, not a file. Put the text itself there.`);
    if (error instanceof TypeError) throw new TemplateError(t`It is not a text in UTF-8. Save it as UTF-8.`);
    throw error;
  }
}
