import { t } from '@vscode/l10n';

/** How long the rest of the work will take, as a person says it, if it goes on as it went. */
export function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (done <= 0 || done >= total) return '';
  const seconds = ((elapsedMs / done) * (total - done)) / 1000;
  if (seconds < 55) return t`about ${Math.max(Math.ceil(seconds / 5) * 5, 5)} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t`about ${Math.max(minutes, 1)} min left`;
  return t`about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
