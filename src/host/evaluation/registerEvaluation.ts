/** The research system in the editor: the Evaluations view, its runs, and their results. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { MANIFEST_NAME, RESULTS_NAME } from '../../evaluation/runs/runFolder.ts';
import type { Log } from '../messages/log.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import type { ComparisonWishes } from './comparisonWishes.ts';
import { EvaluationTree, type RunNode } from './evaluationTree.ts';
import { chooseResults } from './resultsChoice.ts';
import { RunningEvaluations } from './runningEvaluations.ts';
import { judgeRun, openResults, resumeRun, startEvaluation } from './startEvaluation.ts';

export interface EvaluationServices {
  readonly settings: ModelSettings;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  readonly userState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  /** `llava-med VERSION` */
  readonly program: string;
  readonly wishes: ComparisonWishes;
}

/** A run tells of each answer; the view is drawn anew this often at most. */
const REDRAW_MS = 500;

export interface Evaluation {
  dispose(): void;
  /** Ends what runs; what was answered stands. */
  close(): Promise<void>;
}

export function registerEvaluation(services: EvaluationServices): Evaluation {
  const running = new RunningEvaluations(services);
  const tree = new EvaluationTree(running, services.userState);
  const start = { ...services, running };
  const known = new Set<string>();
  const redraw = new Throttled((folder: string) => {
    // A run that begins or ends is a change of the list, not of one entry.
    const isRunning = running.progressOf(folder) !== undefined;
    const isKnown = known.has(folder);
    if (isRunning) known.add(folder);
    else known.delete(folder);
    tree.refresh(folder);
    if (isRunning !== isKnown) tree.refresh();
  });
  const watcher = vscode.workspace.createFileSystemWatcher(`**/{${MANIFEST_NAME},${RESULTS_NAME}}`);
  const onNode = (run: (folder: string) => unknown) => (node?: unknown) =>
    isRunNode(node) ? run(node.folder) : undefined;
  const disposables = vscode.Disposable.from(
    vscode.window.registerTreeDataProvider('llavaMed.evaluations', tree),
    running.onDidChange(redraw.call),
    redraw,
    watcher,
    watcher.onDidCreate(() => tree.refresh()),
    watcher.onDidChange(() => tree.refresh()),
    watcher.onDidDelete(() => tree.refresh()),
    vscode.commands.registerCommand('llavaMed.evaluation.start', () => startEvaluation(start)),
    vscode.commands.registerCommand(
      'llavaMed.evaluation.resume',
      onNode((folder) => resumeRun(start, folder)),
    ),
    vscode.commands.registerCommand(
      'llavaMed.evaluation.judge',
      onNode((folder) => judgeRun(start, folder)),
    ),
    vscode.commands.registerCommand(
      'llavaMed.evaluation.stop',
      onNode((folder) => running.stop(folder)),
    ),
    vscode.commands.registerCommand(
      'llavaMed.evaluation.openResults',
      onNode((folder) => openResults(folder)),
    ),
    vscode.commands.registerCommand(
      'llavaMed.evaluation.compare',
      onNode((folder) => compareRun(services.wishes, folder)),
    ),
    vscode.commands.registerCommand(
      'llavaMed.evaluation.reveal',
      onNode((folder) =>
        vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(join(folder, MANIFEST_NAME))),
      ),
    ),
    tree,
  );
  return {
    dispose: () => {
      disposables.dispose();
    },
    close: () => running.dispose(),
  };
}

/** Opens the run's page, with another run's figures beside its own. */
async function compareRun(wishes: ComparisonWishes, folder: string): Promise<void> {
  const shown = vscode.Uri.file(join(folder, RESULTS_NAME));
  const other = await chooseResults(shown);
  if (other === undefined) return;
  wishes.wish(shown, other);
  await openResults(folder);
}

function isRunNode(value: unknown): value is RunNode {
  return typeof value === 'object' && value !== null && typeof (value as Partial<RunNode>).folder === 'string';
}

/** Each folder at most once in `REDRAW_MS`, and once more after the last call. */
class Throttled {
  readonly #run: (folder: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(run: (folder: string) => void) {
    this.#run = run;
  }

  readonly call = (folder: string): void => {
    if (this.#waiting.has(folder)) return;
    this.#run(folder);
    const timer = setTimeout(() => {
      this.#waiting.delete(folder);
      this.#run(folder);
    }, REDRAW_MS);
    this.#waiting.set(folder, timer);
  };

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
