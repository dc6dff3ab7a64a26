/** An evaluation from the first question to its results, and on from where one ended. */
import { t } from '@vscode/l10n';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { modelId } from '../../batch/answerLine.ts';
import { spokenResults } from '../../protocol/spokenResults.ts';
import { writePhantomSet } from '../../evaluation/phantomSets/writePhantomSet.ts';
import { RESULTS_NAME } from '../../evaluation/runs/runFolder.ts';
import { readManifest } from '../../evaluation/runs/runManifest.ts';
import { EVALUATION_SAMPLING, type RunWish } from '../../evaluation/runs/startRun.ts';
import { messageText, type MessageText } from '../../text/messageText.ts';
import { showError, showInformation } from '../messages/notifications.ts';
import type { Log } from '../messages/log.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import { chooseSet, chooseWhat, type ChosenSet } from './evaluationChoices.ts';
import { chooseJudge, describeJudge, type JudgeChoice, type JudgeMemory } from './judgeChoice.ts';
import type { RunJob, RunningEvaluations } from './runningEvaluations.ts';

export interface StartServices extends JudgeMemory {
  readonly running: RunningEvaluations;
  readonly settings: Pick<ModelSettings, 'load'>;
  readonly log: Log;
  /** `llava-med VERSION` */
  readonly program: string;
}

const PHANTOMS = 20;

export async function startEvaluation(services: StartServices): Promise<void> {
  const what = await chooseWhat();
  if (what === undefined) return;
  try {
    const runs = await runsFolder();
    if (runs === undefined) return;
    const set = what === 'phantoms' ? await phantomSet(runs) : await chooseSet(what);
    if (set === undefined) return;
    const judge = set.kind === 'vqa' ? 'none' : await chooseJudge(services, set.kind);
    if (judge === undefined) return;
    const named = judge === 'none' ? undefined : judge;
    const folder = await freeFolder(runs, `${set.name}-${modelId(basename(services.settings.load().pair.modelPath))}`);
    await run(services, { folder, wish: wishOf(services, folder, set, named), judge: named });
  } catch (error) {
    await tellFailure(services, error, undefined);
  }
}

/** A judge that is asked again is chosen again: neither its key nor its place is in the run's folder. */
export async function resumeRun(services: StartServices, folder: string): Promise<void> {
  const manifest = await readManifest(folder).catch(() => undefined);
  if (manifest === undefined) return;
  const { program } = services;
  if (manifest.program !== program) {
    await showError(
      messageText`The run in ${basename(folder)} was begun by ${manifest.program}; this is ${program}, whose answers may differ. Begin a new run.`,
    );
    return;
  }
  if (manifest.judge === undefined) await run(services, { folder, wish: undefined, judge: undefined });
  else await judgeRun(services, folder);
}

/** Has the answers of a run judged, whoever judged them before; what has no answer is asked first. */
export async function judgeRun(services: StartServices, folder: string): Promise<void> {
  const manifest = await readManifest(folder).catch(() => undefined);
  if (manifest === undefined || manifest.kind === 'vqa') return;
  const judge = await chooseJudge(services, manifest.kind);
  if (judge === undefined) return;
  await run(services, { folder, wish: undefined, judge: judge === 'none' ? undefined : judge });
}

function wishOf({ program }: StartServices, folder: string, set: ChosenSet, judge: JudgeChoice | undefined): RunWish {
  return {
    ...{ folder, program, sampling: EVALUATION_SAMPLING },
    ...{ kind: set.kind, setPaths: set.setPaths, imagesFolder: set.imagesFolder },
    ...{ textOnly: false, shard: undefined, overwrite: false },
    judge: judge === undefined ? undefined : describeJudge(judge),
  };
}

async function run(services: StartServices, job: RunJob): Promise<void> {
  try {
    const outcome = await services.running.run(job);
    if (outcome === undefined) return;
    const open = t`Open Results`;
    const { results, leftOut } = outcome;
    const { title } = spokenResults(results);
    const told =
      leftOut === 0
        ? messageText`${title} is measured.`
        : messageText`${title} is measured. ${leftOut} were left out; resuming the run asks for them again.`;
    const picked = await showInformation(told, open);
    if (picked === open) await openResults(job.folder);
  } catch (error) {
    await tellFailure(services, error, job.folder);
  }
}

/** Of our own errors; their messages name files. */
function codeOf(error: unknown): string | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

export async function openResults(folder: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(join(folder, RESULTS_NAME)));
}

/** In the workspace; without one in a folder that the user names. */
async function runsFolder(): Promise<string | undefined> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  if (workspace !== undefined) return join(workspace.uri.fsPath, 'evaluations');
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: t`The folder for the runs of evaluations`,
      openLabel: t`Write Here`,
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder?.fsPath;
}

async function freeFolder(runs: string, name: string): Promise<string> {
  await mkdir(runs, { recursive: true });
  const names = new Set(await readdir(runs));
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if (!names.has(numbered)) return join(runs, numbered);
  }
}

async function phantomSet(runs: string): Promise<ChosenSet> {
  const { vqa, images } = await writePhantomSet(join(runs, 'phantoms'), { seed: 'editor', count: PHANTOMS });
  return { kind: 'vqa', name: 'phantoms', setPaths: [vqa], imagesFolder: images };
}

async function tellFailure(services: StartServices, error: unknown, folder: string | undefined): Promise<void> {
  const { log } = services;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = codeOf(error) ?? name;
  log.info(`An evaluation ended: ${code}`);
  const wayOut = wayOutOf(code, folder);
  const showLog = t`Show Log`;
  const picked = await showError(wayOut.text ?? messageText`${message}`, wayOut.button, showLog);
  if (picked === showLog) await vscode.commands.executeCommand('llavaMed.showLog');
  else if (picked === wayOut.button) await wayOut.go(services);
}

interface WayOut {
  readonly button: string;
  /** Where the error's own words are those of the command line. */
  readonly text?: MessageText;
  go(services: StartServices): Promise<void>;
}

function wayOutOf(code: string, folder: string | undefined): WayOut {
  const again = async (services: StartServices): Promise<void> => startEvaluation(services);
  if (folder === undefined) return { button: t`Choose Again…`, go: again };
  const name = basename(folder);
  const resume = async (services: StartServices): Promise<void> => resumeRun(services, folder);
  switch (code) {
    case 'otherSettings':
    case 'otherModel':
      return {
        text: messageText`The run in ${name} was begun with another model, or with other settings of the engine. Choose those to go on, or begin a new run.`,
        button: t`Choose Model…`,
        go: async () => {
          await vscode.commands.executeCommand('llavaMed.chooseModel');
        },
      };
    case 'notOurAnswers':
    case 'otherQuestions':
    case 'otherRun':
      return {
        text: messageText`The files in ${name} are no longer those of one run. Begin a new run.`,
        button: t`New Run…`,
        go: again,
      };
    case 'notEnoughMemory':
    case 'outOfMemory':
      return {
        button: t`Unload the Chat's Model and Resume`,
        go: async (services) => {
          await vscode.commands.executeCommand('llavaMed.unloadModel');
          await resume(services);
        },
      };
    default:
      return { button: t`Resume`, go: resume };
  }
}
