import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import { demoWarning } from '../../../protocol/demoModel.ts';
import type { ModelDescription } from '../../../protocol/engine.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { notAskedReasons } from '../../../report/prompts/notAsked.ts';
import type { ClaimedSentence } from '../../../report/prompts/reportClaims.ts';
import { counted } from '../../../text/counted.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { withCancellableProgress, type ProgressStep } from '../../messages/cancellableProgress.ts';
import { showInformation } from '../../messages/notifications.ts';
import type { ModelWork } from '../../models/modelQueue.ts';
import { tellFailure, type Undertaking } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { mayCheck } from '../drafting/demoQuestion.ts';
import { stageMessage } from '../drafting/draftProgress.ts';
import { roledImages, type RoledImage } from '../images/imageRoles.ts';
import { decodeAll, imagesToDraftFrom } from '../images/reportImages.ts';
import { imagesOf, type ClaimOrigin, type ClaimResults, type FollowedSentence } from './claimResults.ts';
import { claimChecks, claimRequests, claimSamples, claimTemperature } from './claimSamples.ts';

/** Of a failure. */
const checking = (): Undertaking => ({
  inLog: 'Checking the report against its images',
  inWords: t`Checking the report against its images`,
});

/** What is known before the first question, the same for all sentences of a run. */
interface Asking {
  readonly images: readonly DisplayImage[];
  readonly names: string;
  /** As the report named them when it was asked. */
  readonly key: string;
  readonly model: ModelDescription;
  readonly samples: number;
}

/** Asks the model about sentences of a report, each as its closed questions, and puts the answers beside them. */
export class ClaimChecking {
  readonly #services: ReportServices;
  readonly #results: ClaimResults;
  readonly #running = new Set<vscode.TextDocument>();
  /** Images that a person has let be asked about in spite of what is known against it, in this window. */
  readonly #allowed = new Set<string>();

  constructor(services: ReportServices, results: ClaimResults) {
    this.#services = services;
    this.#results = results;
  }

  /** Settles when all are answered, or stopped; tells a failure itself. The report's text stays as it is. */
  async check(document: vscode.TextDocument, sentences: readonly ClaimedSentence[]): Promise<void> {
    if (this.#running.has(document)) {
      void showInformation(messageText`LLaVA-Med is already checking this report against its images.`);
      return;
    }
    this.#running.add(document);
    const followed = this.#results.begin(document, sentences);
    try {
      const open = this.#leaveUnasked(followed, sentences);
      if (open.length > 0) await this.#checkOpen(document, open);
    } catch (error) {
      void tellFailure(error, checking(), document, this.#services.log);
    } finally {
      this.#results.giveUp(followed);
      this.#running.delete(document);
    }
  }

  /** Says of what no image can show why it is not asked; answers the others. */
  #leaveUnasked(
    followed: readonly FollowedSentence[],
    sentences: readonly ClaimedSentence[],
  ): readonly FollowedSentence[] {
    const open = followed.filter((sentence, index) => {
      const reason = sentences[index]?.reason;
      if (reason) this.#results.finish(sentence, { kind: 'notAsked', reason });
      return !reason;
    });
    const [only] = sentences;
    if (open.length === 0 && only?.reason)
      void showInformation(
        sentences.length === 1
          ? messageText`This sentence is not asked about. ${notAskedReasons[only.reason]}`
          : messageText`None of these sentences can be asked about: the Claims view says why.`,
      );
    return open;
  }

  async #checkOpen(document: vscode.TextDocument, sentences: readonly FollowedSentence[]): Promise<void> {
    const named = await this.#images(document);
    if (!named) return;
    const key = imagesOf(document);
    const names = namesInWords(named.map(({ name }) => name));
    const title = messageText`Checking ${counted(sentences.length, 'sentence')} against ${names}`;
    await withCancellableProgress(title, async (signal, step, stop) => {
      const { modelQueue } = this.#services;
      const work: ModelWork = { name: t`the check of the report against its images`, stop };
      const leaveQueue = modelQueue.enter(work);
      try {
        const busyWith = modelQueue.tellAhead(work, t`The check comes next.`);
        if (busyWith !== undefined) step({ message: messageText`waiting: the model is busy with ${busyWith}…` });
        const images = await decodeAll(named, this.#services, signal);
        const model = await this.#services.assistant.load(signal);
        if (!(await this.#mayAsk(images, model))) return;
        await this.#askAll(sentences, { images, names, key, model, samples: claimSamples() }, signal, step);
      } catch (error) {
        // Not awaited: the progress ends now, the message stays until it is read.
        void tellFailure(error, checking(), document, this.#services.log, signal);
      } finally {
        leaveQueue();
      }
    });
  }

  /** Those that the report is about; an earlier study, if one is named, shows what was. */
  async #images(document: vscode.TextDocument): Promise<readonly RoledImage[] | undefined> {
    const named = await imagesToDraftFrom(document, this.#services);
    if (!named) return undefined;
    const roled = await roledImages(document, named, this.#services);
    const current = roled.filter(({ role }) => role !== 'prior');
    return current.length > 0 ? current : roled;
  }

  async #mayAsk(images: readonly DisplayImage[], model: ModelDescription): Promise<boolean> {
    const key = [model.sha256, ...images.map(({ fileSha256 }) => fileSha256)].join(' ');
    if (this.#allowed.has(key)) return true;
    const may = await mayCheck(images, model);
    if (may) this.#allowed.add(key);
    return may;
  }

  /** One sentence after another: an answer does not depend on which others are checked, and shows at once. */
  async #askAll(
    sentences: readonly FollowedSentence[],
    asking: Asking,
    signal: AbortSignal,
    step: (step: ProgressStep) => void,
  ): Promise<void> {
    const { assistant, settings, log } = this.#services;
    const { images, samples, model } = asking;
    const sampling = settings.sampling();
    let answers = 0;
    for (const [index, sentence] of sentences.entries()) {
      const place = messageText`${index + 1} of ${sentences.length}`;
      step({ message: place });
      if (this.#results.isFollowed(sentence)) {
        const results = await assistant.answerMany(
          claimRequests(sentence.claims, images, samples, sampling),
          { onProgress: (progress) => step({ message: placed(place, stageMessage(progress)) }) },
          signal,
        );
        if (signal.aborted) return;
        answers += results.length;
        const origin = originOf(asking, claimTemperature(samples, sampling));
        const checks = claimChecks(sentence.claims, results, samples);
        this.#results.finish(sentence, { kind: 'asked', checks, origin }, asking.key);
      }
      step({ increment: 100 / sentences.length });
    }
    log.info(
      `Checked ${String(sentences.length)} sentences of a report against ${String(images.length)} images: ${String(answers)} answers of ${model.isDemo ? 'the demo model' : 'the model'}.`,
    );
  }
}

function placed(place: MessageText, stage: MessageText): MessageText {
  return messageText`${place}: ${stage}`;
}

function originOf({ images, names, model }: Asking, temperature: number): ClaimOrigin {
  return {
    model: model.name,
    isDemo: model.isDemo,
    warning: demoWarning(model.isDemo, images),
    images: names,
    temperature,
    time: new Date(),
  };
}
