/** One user turn, answered as the editor would answer it, and reported on the terminal. */
import { answerAgainstTags } from '../conversation/answerAgainstTags.ts';
import { sourceName } from '../imaging/intake/imageSource.ts';
import { createLocalServices, type LocalServices } from '../assistant/localServices.ts';
import type { DisplayImage, ImageSource } from '../imaging/imaging.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import { demoWarning } from '../protocol/demoModel.ts';
import { answerJson } from './answerJson.ts';
import type { AnswerRequest } from './answerRequest.ts';
import { engineProgressText } from './engineProgressText.ts';
import { refuseDamaged } from './imageDoubts.ts';
import { imageSources } from './imageSources.ts';
import { modelPair } from './modelPair.ts';
import { DEMO_NOTICE, RESEARCH_ONLY } from './notices.ts';
import { EXIT, type CliContext, type ExitCode } from './subcommand.ts';
import type { Terminal } from './terminal.ts';

export async function answerTurn(request: AnswerRequest, context: CliContext): Promise<ExitCode> {
  const sources = await imageSources(request.images);
  const { gpu, contextSize, threads } = request.model;
  const pair = await modelPair(request.model, context.packageRoot);
  const settings = { load: () => ({ pair, gpu, contextSize, threads }), sampling: () => request.sampling };
  const services = createLocalServices({ distDir: context.distDir, settings });
  try {
    return (await answer(request, sources, services, context)) ? EXIT.done : EXIT.stopped;
  } finally {
    await services.dispose();
  }
}

/** Resolves with whether the answer is whole: false when it was stopped. */
async function answer(
  request: AnswerRequest,
  sources: readonly ImageSource[],
  services: LocalServices,
  { terminal, signal }: CliContext,
): Promise<boolean> {
  const watch = services.engine.onDidChangeState((state) => {
    if (state.kind === 'loading') terminal.progress(...engineProgressText(state.progress));
  });
  try {
    // The model loads while the images are decoded. What keeps it from loading is thrown below.
    const loading = services.assistant.load(signal);
    loading.catch(() => undefined);
    const images = await decodeImages(request, sources, services, terminal, signal);
    const model = await loading;
    terminal.note(model.isDemo ? `${RESEARCH_ONLY}\n${DEMO_NOTICE}` : RESEARCH_ONLY);
    const warning = demoWarning(model.isDemo, images);
    if (warning !== undefined) terminal.note(warning);
    const given = await ask(request, images, services, terminal, signal);
    report(request, images, model, given, terminal);
    return given.stopReason !== 'stopped';
  } finally {
    watch.dispose();
  }
}

async function decodeImages(
  { images: paths, image: { frame, voi }, allowDamaged }: AnswerRequest,
  sources: readonly ImageSource[],
  { imaging }: LocalServices,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<DisplayImage[]> {
  const decoded = await Promise.all(sources.map((source) => imaging.decode(source, { frame, voi }, signal)));
  for (const [i, { notes }] of decoded.entries())
    for (const note of notes) terminal.note(`${sourceName(sources[i]!)}: ${note.text}`);
  if (!allowDamaged) refuseDamaged(paths, decoded);
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
  return assistant.answer([{ role: 'user', text: prompt.text, images }], events, signal);
}

function report(
  request: AnswerRequest,
  images: readonly DisplayImage[],
  model: ModelDescription,
  given: Answer,
  terminal: Terminal,
): void {
  if (request.json) {
    terminal.json(answerJson(request, images, model, given), 2);
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
