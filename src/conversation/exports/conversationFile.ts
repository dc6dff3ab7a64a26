/**
 * The JSON of a conversation outside the program: all of it but where its images lie on the machine. Versioned; what a
 * later version adds, an earlier one need not know.
 */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { AttachedImageSchema } from '../attachedImage.ts';
import { ConversationSchema } from '../conversation.ts';
import { ChosenVoiSchema } from '../../display/chosenVoi.ts';
import { isSafePath } from './exportedFile.ts';

export const FILE_FORMAT = 'llava-med-conversation';
export const FILE_VERSION = 1;

/** Ids name folders of the storage: nothing that a path could be made of. */
const id = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,100}$/u, () => t`letters, digits, "-" and "_" only`),
);
const path = v.pipe(
  v.string(),
  v.check(isSafePath, () => t`a path beside this file or below`),
);
const entry = v.pipe(v.string(), v.maxLength(4096));

/** Relative to the exported file; `entry`: within a ZIP. Without a file the bytes did not go along. */
export const ImageSourceSchema = v.object({
  file: v.exactOptional(path),
  entry: v.exactOptional(entry),
  /** Of a montage, in its order. */
  tiles: v.exactOptional(
    v.array(
      v.object({
        file: v.exactOptional(path),
        entry: v.exactOptional(entry),
        frame: v.exactOptional(v.number()),
        voi: v.exactOptional(ChosenVoiSchema),
      }),
    ),
  ),
});
export type ImageSource = v.InferOutput<typeof ImageSourceSchema>;

const { origin: _origin, ...image } = AttachedImageSchema.entries;

export const ConversationFileSchema = v.object({
  format: v.literal(FILE_FORMAT),
  version: v.literal(FILE_VERSION),
  /** In ISO 8601. */
  exportedAt: v.string(),
  /** As it is called in the list of conversations. */
  title: v.string(),
  /** What its workspace is called; missing where it has no name. */
  workspace: v.exactOptional(v.string()),
  notice: v.exactOptional(v.string()),
  conversation: v.object({
    ...ConversationSchema.entries,
    id,
    images: v.array(v.object({ ...image, id, source: v.exactOptional(ImageSourceSchema) })),
  }),
});
export type ConversationFile = v.InferOutput<typeof ConversationFileSchema>;
