import type { ImageSource, Imaging, Study } from '../../imaging/imaging.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { StudyKind } from '../../imaging/studies/study.ts';
import { noImages } from '../../imaging/studies/noImages.ts';
import { messageText } from '../../text/messageText.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';

/**
 * Reads a study under a notification that can be cancelled; undefined when it was. Rejects with an `ImagingError`, also
 * where there is no image in it. `kind` is what it is to the user, where that is something else.
 */
export async function readStudyShown(
  source: ImageSource,
  imaging: Imaging,
  kind?: StudyKind,
): Promise<Study | undefined> {
  const title = messageText`Looking at ${sourceName(source)}`;
  return withCancellableProgress(title, async (signal, report) => {
    let last = 0;
    try {
      const study = await imaging.study(
        source,
        ({ done, total }) => {
          report({ message: messageText`${done} of ${total} files`, increment: ((done - last) / total) * 100 });
          last = done;
        },
        signal,
      );
      if (study.series.length === 0) throw noImages({ ...study, kind: kind ?? study.kind });
      return study;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}
