import { setTimeout as delay } from 'node:timers/promises';
import type { FileSource, Imaging, Study, StudyProgress } from '../../imaging/imaging.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { StudyKind } from '../../imaging/studies/study.ts';
import { noImages } from '../../imaging/studies/noImages.ts';
import { messageText } from '../../text/messageText.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';

const SOON_MS = 700;

/**
 * Reads a study under a notification that can be cancelled; undefined when it was. Rejects with an `ImagingError`, also
 * where there is no image in it. `kind` is what it is to the user, where that is something else.
 */
export async function readStudyShown(
  source: FileSource,
  imaging: Imaging,
  kind?: StudyKind,
): Promise<Study | undefined> {
  const cancelled = new AbortController();
  let tell: (progress: StudyProgress) => void = () => undefined;
  const reading = imaging.study(source, (progress) => tell(progress), cancelled.signal);
  reading.catch(() => undefined); // it is awaited below
  try {
    if (!(await isSoon(reading)))
      await withCancellableProgress(messageText`Looking at ${sourceName(source)}`, async (signal, report) => {
        signal.addEventListener('abort', () => {
          cancelled.abort();
        });
        let last = 0;
        tell = ({ done, total }) => {
          report({ message: messageText`${done} of ${total} files`, increment: ((done - last) / total) * 100 });
          last = done;
        };
        await reading;
      });
    const study = await reading;
    if (study.series.length === 0) throw noImages({ ...study, kind: kind ?? study.kind });
    return study;
  } catch (error) {
    if (cancelled.signal.aborted) return undefined;
    throw error;
  }
}

/** Whether it has settled before anybody wonders: most studies are read in no time, and a notification stays a while. */
function isSoon(reading: Promise<unknown>): Promise<boolean> {
  const settled = reading.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, delay(SOON_MS, false)]);
}
