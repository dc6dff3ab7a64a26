/** What a person may do in a turn, done to the real engine. Each rejects with a `SoakFault` where something is lost. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Assistant, AssistantTurn } from '../../src/assistant/assistant.ts';
import { answerMany } from '../../src/assistant/answerMany.ts';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import { askDescription, askIsNormal, askWhereAbnormal } from '../../src/phantoms/questions.ts';
import type { Domain } from '../../src/phantoms/phantom.ts';
import type { Random } from '../../src/phantoms/random.ts';
import type { Sampling } from '../../src/protocol/engine.ts';
import { ColdAnswers } from './coldAnswers.ts';
import type { SoakImage, SoakImages } from './soakImages.ts';
import type { TurnKind } from './soakPlan.ts';
import { settled, SoakFault, watchedAnswer, type Meanwhile, type Watched } from './watchedAnswer.ts';

export interface SoakSubject {
  readonly engine: LocalEngine;
  readonly assistant: Assistant;
  readonly images: SoakImages;
}

export const GREEDY: Sampling = { temperature: 0, topP: 1, maxTokens: 24, seed: 0 };
/** A chat is begun anew behind this many questions. */
const LONGEST_CHAT = 7;

export class SoakTurns {
  readonly #subject: SoakSubject;
  readonly #cold: ColdAnswers;
  #chat: { image: SoakImage; turns: AssistantTurn[] } | undefined;

  constructor(subject: SoakSubject) {
    this.#subject = subject;
    this.#cold = new ColdAnswers(subject.images);
  }

  async take(kind: TurnKind, random: Random): Promise<void> {
    await this.#kinds[kind](random);
  }

  readonly #kinds: Readonly<Record<TurnKind, (random: Random) => Promise<unknown>>> = {
    knownImage: async (random) => this.#begin(await this.#subject.images.known(random), random),
    newImage: (random) => this.#newImage(random),
    followUp: (random) => this.#goOn(random),
    edit: (random) => this.#edit(random),
    regenerate: (random) => this.#regenerate(random),
    repeat: (random) => this.#repeat(random),
    stop: (random) => this.#stop(random),
    prepare: (random) => this.#prepare(random),
    together: (random) => this.#together(random),
    many: (random) => this.#many(random),
    kill: (random) => this.#kill(random),
  };

  async #newImage(random: Random): Promise<void> {
    const image = await this.#subject.images.fresh(random);
    const question = ask(random, image.domain);
    const { text } = await this.#begin(image, random, question);
    this.#cold.add({ image, question, text });
  }

  async #begin(image: SoakImage, random: Random, question = ask(random, image.domain)): Promise<Watched> {
    this.#chat = { image, turns: [{ role: 'user', text: question, images: [image.image] }] };
    return this.#answer(GREEDY);
  }

  async #goOn(random: Random): Promise<unknown> {
    const chat = this.#chat;
    if (chat === undefined || chat.turns.length >= 2 * LONGEST_CHAT || chat.turns.at(-1)?.role !== 'assistant')
      return this.#begin(await this.#subject.images.known(random), random);
    chat.turns.push({ role: 'user', text: ask(random, chat.image.domain), images: [] });
    return this.#answer(random.chance(0.5) ? GREEDY : warm(random));
  }

  async #edit(random: Random): Promise<unknown> {
    const chat = this.#chat;
    if (chat === undefined) return this.#goOn(random);
    const asked = chat.turns.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
    const edited = random.pick(asked);
    const { images } = chat.turns[edited]!;
    chat.turns = [...chat.turns.slice(0, edited), { role: 'user', text: ask(random, chat.image.domain), images }];
    return this.#answer(GREEDY);
  }

  async #regenerate(random: Random): Promise<unknown> {
    if (this.#chat?.turns.at(-1)?.role !== 'assistant') return this.#goOn(random);
    this.#chat.turns.pop();
    return this.#answer(warm(random));
  }

  async #repeat(random: Random): Promise<void> {
    const cold = this.#cold.pick(random);
    if (cold === undefined) return this.#newImage(random);
    const turns = [{ role: 'user', text: cold.question, images: [cold.image.image] }] as const;
    const { text } = await watchedAnswer(this.#subject.assistant, turns, GREEDY);
    ColdAnswers.compare(cold, text, 'Asked again');
  }

  /** At a random moment: before it begins, while the image is encoded or read, or between words. */
  async #stop(random: Random): Promise<unknown> {
    const stop = new AbortController();
    const meanwhile = someMoment(random, () => stop.abort(new Error('Stop')));
    const image = await (meanwhile.at === 'encoding' || random.chance(0.5)
      ? this.#subject.images.fresh(random)
      : this.#subject.images.known(random));
    this.#chat = { image, turns: [{ role: 'user', text: ask(random, image.domain), images: [image.image] }] };
    return this.#answer({ ...GREEDY, maxTokens: 48 }, { meanwhile, signal: stop.signal });
  }

  async #prepare(random: Random): Promise<void> {
    const { assistant, engine, images } = this.#subject;
    const next = await images.fresh(random);
    const forModel = await assistant.modelInput(next.image);
    const stop = new AbortController();
    const request = {
      messages: [{ role: 'user' as const, text: '', images: [forModel.sha256] }],
      images: [forModel],
    };
    const prepared = engine.prepare(request, stop.signal);
    prepared.catch(() => undefined);
    await wait(random.below(12));
    const [other, isRemoved] = [await images.known(random), random.chance(0.3)];
    const overtaking = this.#begin(other, random);
    if (isRemoved) stop.abort(new Error('Removed'));
    await overtaking;
    const receipts = await settled('Preparing', prepared).catch((error: unknown) => {
      if (error !== stop.signal.reason) throw error;
      return undefined;
    });
    if (receipts === undefined) return;
    if (receipts.length !== 1) throw new SoakFault(`one image was made ready, with ${receipts.length} receipts`);
    const question = ask(random, next.domain);
    const { text } = await this.#begin(next, random, question);
    this.#cold.add({ image: next, question, text });
  }

  async #together(random: Random): Promise<void> {
    const { assistant, images } = this.#subject;
    const answers = [0, 1, 2].map(async () => {
      const { image, domain } = await images.known(random);
      const turns = [{ role: 'user', text: ask(random, domain), images: [image] }] as const;
      const stop = new AbortController();
      const isStopped = random.chance(0.3);
      const meanwhile = someMoment(random, () => stop.abort(new Error('Stop')));
      return watchedAnswer(assistant, turns, GREEDY, isStopped ? { meanwhile, signal: stop.signal } : {});
    });
    await Promise.all(answers);
  }

  async #many(random: Random): Promise<void> {
    const { assistant, engine } = this.#subject;
    const cold = Array.from({ length: 2 + random.below(5) }, () => this.#cold.pick(random)).filter(
      (one) => one !== undefined,
    );
    const questions = await Promise.all(
      cold.map(async ({ question, image }) => ({ text: question, images: [await assistant.modelInput(image.image)] })),
    );
    const stop = new AbortController();
    const stopsBehind = random.chance(0.3) ? random.below(questions.length + 1) : undefined;
    let results = 0;
    const onResult = (index: number, result: Awaited<ReturnType<typeof answerMany>>[number]): void => {
      if (result.kind === 'error') fault ??= new SoakFault(`one of many had no answer: ${result.error.code}`);
      else if (result.answer.text !== cold[index]!.text) changed ??= { index, text: result.answer.text };
      if (++results === stopsBehind) stop.abort(new Error('Stop'));
    };
    let fault: SoakFault | undefined;
    let changed: { index: number; text: string } | undefined;
    await settled('Many answers', answerMany(engine, questions, GREEDY, { onResult }, stop.signal)).catch(
      (error: unknown) => {
        if (error !== stop.signal.reason) throw error;
      },
    );
    if (fault !== undefined) throw fault;
    if (changed !== undefined) ColdAnswers.compare(cold[changed.index]!, changed.text, 'As one of many');
    if (!stop.signal.aborted && results !== questions.length)
      throw new SoakFault(`${questions.length} questions had ${results} results`);
  }

  /** The process dies: at work, or while nobody needs it. */
  async #kill(random: Random): Promise<void> {
    const { engine, images } = this.#subject;
    const pid = engine.childPid;
    if (pid === undefined) return;
    const kill = (): void => {
      if (engine.childPid === pid) process.kill(pid, 'SIGKILL');
    };
    if (random.chance(0.3)) kill();
    else {
      const image = await images.fresh(random);
      this.#chat = { image, turns: [{ role: 'user', text: ask(random, image.domain), images: [image.image] }] };
      await this.#answer({ ...GREEDY, maxTokens: 48 }, { meanwhile: someMoment(random, kill), mayDie: true });
      kill();
    }
    while (engine.childPid === pid) await wait(5);
  }

  /** The chat's last turn. What has come stands in the chat, as a person sees it. */
  async #answer(sampling: Sampling, options: Parameters<typeof watchedAnswer>[3] = {}): Promise<Watched> {
    const chat = this.#chat!;
    const watched = await watchedAnswer(this.#subject.assistant, chat.turns, sampling, options);
    if (watched.text !== '') chat.turns.push({ role: 'assistant', text: watched.text, images: [] });
    return watched;
  }
}

function ask(random: Random, domain: Domain): string {
  return random.pick([
    () => askDescription(random, domain),
    () => askIsNormal(random, domain),
    () => askWhereAbnormal(random),
  ])();
}

function warm(random: Random): Sampling {
  return { temperature: 0.7, topP: 0.9, maxTokens: 24, seed: random.below(2 ** 31) };
}

function someMoment(random: Random, act: () => void): Meanwhile {
  const at = random.pick(['asked', 'encoding', 'encoding', 'image', 'token', 'token'] as const);
  return {
    at,
    nth: at === 'token' ? 1 + random.below(12) : 1,
    delayMs: random.chance(0.3) ? 0 : random.below(30),
    act,
  };
}
