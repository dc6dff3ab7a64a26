import { t } from '@vscode/l10n';
import { demoWarning } from '../../protocol/demoModel.ts';
import { captionQuestion } from '../../evaluation/compare/captionQuestion.ts';
import type { DisplayImage } from '../../imaging/imaging.ts';
import type { Column, CompareWayOut, ViewAnswer } from '../../protocol/compareView.ts';
import type { Answer, ModelDescription, ModelPair, Sampling } from '../../protocol/engine.ts';
import type { Progress } from '../../protocol/webview.ts';
import { chatFailure, failureForLog } from '../chat/chatFailure.ts';
import type { Log } from '../messages/log.ts';
import type { ModelQueue, ModelWork } from '../models/modelQueue.ts';
import type { CompareEngines } from './compareEngines.ts';

/** One column while it is asked and after. */
export interface AskedColumn {
  readonly column: Column;
  readonly pair: ModelPair;
  /** What the model is called before it is known. */
  readonly label: string;
  readonly sampling: Sampling;
  state: ViewAnswer['state'];
  text: string;
  tokens: number;
  progress: Progress | undefined;
  failure: ViewAnswer['failure'];
  /** Who answered. */
  model: ModelDescription | undefined;
  answer: Answer | undefined;
}

export interface CompareQuestion {
  readonly image: DisplayImage | undefined;
  readonly question: string;
  readonly caption: string;
}

export interface CompareRunServices {
  readonly engines: CompareEngines;
  readonly modelQueue: ModelQueue;
  readonly log: Log;
}

export interface CompareRunEvents {
  /** Another state of some column. */
  onChange(): void;
  onText(asked: AskedColumn, text: string): void;
  onProgress(asked: AskedColumn, progress: Progress): void;
  /** The chat's model has left memory. */
  onUnload(): void;
}

/**
 * Asks the columns in the order given, one after another. Never rejects: what goes wrong stands in its column, and the
 * others go on. Abort stops all; those that were not asked yet count as stopped.
 */
export async function runComparison(
  columns: readonly AskedColumn[],
  question: CompareQuestion,
  { engines, modelQueue, log }: CompareRunServices,
  events: CompareRunEvents,
  stopping: AbortController,
): Promise<void> {
  const work: ModelWork = { name: t`a comparison of models`, stop: () => stopping.abort() };
  const leaveQueue = modelQueue.enter(work);
  const busyWith = modelQueue.tellAhead(work, t`The comparison is next.`);
  try {
    for (const asked of columns) {
      if (stopping.signal.aborted) asked.state = 'stopped';
      else {
        asked.state = 'running';
        asked.progress =
          busyWith === undefined || modelQueue.ahead(work).length === 0
            ? { stage: 'starting' }
            : { stage: 'waiting', busyWith };
        events.onChange();
        await askColumn(asked, question, engines, events, stopping.signal).catch((error: unknown) => {
          if (stopping.signal.aborted) {
            asked.state = 'stopped';
            return;
          }
          log.error(`A column of a comparison: ${failureForLog(error)}`);
          asked.state = 'failed';
          asked.failure = columnFailure(error);
        });
      }
      asked.progress = undefined;
      events.onChange();
    }
    await engines.rest().catch(() => undefined);
  } finally {
    leaveQueue();
  }
}

async function askColumn(
  asked: AskedColumn,
  { image, question, caption }: CompareQuestion,
  engines: CompareEngines,
  events: CompareRunEvents,
  signal: AbortSignal,
): Promise<void> {
  const { assistant, engine } = await engines.for(asked.pair, signal, () => events.onUnload());
  const tell = (progress: Progress): void => {
    asked.progress = progress;
    events.onProgress(asked, progress);
  };
  const loading = engine.onDidChangeState((state) => {
    if (state.kind === 'loading') tell(state.progress);
  });
  try {
    asked.model = await assistant.load(signal);
    const looks = asked.column.kind === 'image';
    if (looks) tell({ stage: 'preparingImages' });
    const answer = await assistant.answer(
      [
        {
          role: 'user',
          text: looks ? question : captionQuestion(caption, question),
          images: looks && image !== undefined ? [image] : [],
        },
      ],
      {
        onToken: (text) => {
          asked.text += text;
          asked.tokens += 1;
          events.onText(asked, text);
        },
        onProgress: tell,
      },
      signal,
      asked.sampling,
    );
    asked.text = answer.text;
    asked.tokens = answer.answerTokens;
    asked.answer = answer;
    asked.state = ({ end: 'done', maxTokens: 'cut', stopped: 'stopped' } as const)[answer.stopReason];
  } finally {
    loading.dispose();
  }
}

/** The message of the chat, with the ways out that a column has. */
function columnFailure(error: unknown): NonNullable<ViewAnswer['failure']> {
  const { message, waysOut } = chatFailure(error);
  const here = waysOut
    .map((wayOut): CompareWayOut | undefined =>
      wayOut === 'retry' ? 'askAgain' : wayOut === 'newChatSameImages' ? undefined : wayOut,
    )
    .filter((wayOut) => wayOut !== undefined);
  return { message, waysOut: here };
}

/** What the demo model's answer is worth; undefined for another model's, and about a phantom. */
export function worthOf(
  { column, model }: Pick<AskedColumn, 'column' | 'model'>,
  image: Pick<DisplayImage, 'phantom'> | undefined,
): string | undefined {
  if (model?.isDemo !== true) return undefined;
  if (column.kind === 'caption')
    return t`The demo model knows drawn phantoms only, and no captions: the answer means nothing.`;
  return demoWarning(true, image === undefined ? [] : [image]);
}
