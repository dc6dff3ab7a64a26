/** One user turn, answered as the editor would answer it, and reported on the terminal. */
import { answerAgainstTags } from '../conversation/answerAgainstTags.ts';
import { sourceName } from '../imaging/intake/imageSource.ts';
import { createLocalServices, type LocalServices } from '../assistant/localServices.ts';
import type { DisplayImage } from '../imaging/imaging.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import { demoWarning } from '../protocol/demoModel.ts';
import { imagesThatFit } from '../assistant/imagesThatFit.ts';
import { answerJson } from './answerJson.ts';
import type { AnswerRequest } from './answerRequest.ts';
import { cacheSettings } from './cacheOption.ts';
import { type ChosenImage, chosenImages } from './chosenImages.ts';
import { engineProgressText } from './engineProgressText.ts';
import { refuseDamaged } from '../batch/imageDoubts.ts';
import { modelPair } from './modelPair.ts';
import { DEMO_NOTICE, RESEARCH_ONLY } from './notices.ts';
import { loadOptions } from './sharedOptions.ts';
import { EXIT, type CliContext, type ExitCode } from './subcommand.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

export async function answerTurn(request: AnswerRequest, context: CliContext): Promise<ExitCode> {
  const pair = await modelPair(request.model, context.packageRoot);
  const settings = { load: () => loadOptions(request.model, pair), sampling: () => request.sampling };
  const services = createLocalServices({
    distDir: context.distDir,
    settings,
    caches: () => cacheSettings(request.cache),
  });
  try {
    return (await answer(request, services, context)) ? EXIT.done : EXIT.stopped;
  } finally {
    await services.dispose();
  }
}

/** Resolves with whether the answer is whole: false when it was stopped. */
async function answer(
  request: AnswerRequest,
  services: LocalServices,
  { terminal, signal }: CliContext,
): Promise<boolean> {
  const watch = services.engine.onDidChangeState((state) => {
    if (state.kind === 'loading') terminal.progress(...engineProgressText(state.progress));
  });
  try {
    const options = { ...request.slice, frame: request.image.frame };
    const chosen = await chosenImages(request.images, options, services.imaging, terminal, signal);
    // The model loads while the images are decoded. What keeps it from loading is thrown below.
    const loading = services.assistant.load(signal);
    loading.catch(() => undefined);
    // Before many slices are decoded for nothing.
    if (chosen.length > 1) refuseTooMany(chosen.length, await loading);
    const images = await decodeImages(request, chosen, services, terminal, signal);
    const model = await loading;
    terminal.note(model.isDemo ? `${RESEARCH_ONLY}\n${DEMO_NOTICE}` : RESEARCH_ONLY);
    const warning = demoWarning(model.isDemo, images);
    if (warning !== undefined) terminal.note(warning);
    const given = await ask(request, images, services, terminal, signal);
    report(request, chosen, images, model, given, terminal);
    return given.stopReason !== 'stopped';
  } finally {
    watch.dispose();
  }
}

async function decodeImages(
  { image: { voi }, allowDamaged }: AnswerRequest,
  chosen: readonly ChosenImage[],
  { imaging }: LocalServices,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<DisplayImage[]> {
  const names = chosen.map(({ source }) => sourceName(source));
  const decoded = await Promise.all(chosen.map(({ source, frame }) => imaging.decode(source, { frame, voi }, signal)));
  for (const [i, { notes }] of decoded.entries())
    for (const note of notes) terminal.note(`${names[i] ?? ''}: ${note.text}`);
  if (!allowDamaged) refuseDamaged(names, decoded);
  return decoded;
}

function ask(
  { prompt, json }: AnswerRequest,
  images: readonly DisplayImage[],
  { assistant }: LocalServices,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer> {
  const events = {
    onProgress: (progress: Parameters<typeof engineProgressText>[0]): void => {
      terminal.progress(...engineProgressText(progress));
    },
    onImage: ({ tokens, width, height }: Answer['images'][number]): void => {
      terminal.note(`Image accepted: ${tokens} tokens, ${width}×${height} as the model saw it.`);
    },
    onToken: (text: string): void => {
      if (!json) terminal.answer(text);
    },
  };
  return assistant.answer([{ role: 'user', text: prompt.text, images }], events, signal, { rewrites: prompt.rewrites });
}

/** Throws a `UsageError` that says how many images would fit. */
function refuseTooMany(count: number, model: ModelDescription): void {
  const most = imagesThatFit(model);
  if (most === undefined || count <= most) return;
  const { tokensPerImage = 0 } = model.projector ?? {};
  throw new UsageError(
    `${count} images take ${count * tokensPerImage} tokens, and the context of ${model.name} holds ${model.contextSize}: ${most === 1 ? '1 image fits' : `${most} images fit`} beside the question. Choose fewer with --slices or a larger --every, or make room with --context.`,
  );
}

function report(
  request: AnswerRequest,
  chosen: readonly ChosenImage[],
  images: readonly DisplayImage[],
  model: ModelDescription,
  given: Answer,
  terminal: Terminal,
): void {
  if (request.json) {
    terminal.json(answerJson(request, chosen, images, model, given), 2);
    return;
  }
  terminal.endAnswer();
  for (const note of answerAgainstTags(given.text, images)) terminal.note(note);
  if (given.stopReason === 'maxTokens')
    terminal.note(`The answer was cut at ${given.answerTokens} tokens: --max-tokens allows more.`);
  if (given.stopReason === 'stopped') terminal.note('Stopped.');
  else
    terminal.note(
      `First token after ${(given.firstTokenMs / 1000).toFixed(1)} s, ${given.tokensPerSecond.toFixed(1)} tokens/s.`,
    );
}
