/** The Evaluations view: the runs of the workspace, those that go on with how far they are. */
import { t } from '@vscode/l10n';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { MANIFEST_NAME } from '../../evaluation/runs/runFolder.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import { labelText, type LabelText } from '../../text/labelText.ts';
import { timeLeft } from '../../text/timeLeft.ts';
import { treeItem } from '../messages/treeItem.ts';
import { RunStandings, type RunStanding } from './runStanding.ts';
import type { RunningEvaluations, RunProgress } from './runningEvaluations.ts';

/** A run as the view has it. */
export interface RunNode {
  readonly folder: string;
}

const MOST_RUNS = 500;
const BEGUN = 'evaluation.runs';
const KINDS: Readonly<Record<EvaluationKind, () => string>> = {
  chat: () => t`Chat`,
  vqa: () => 'VQA',
  report: () => t`Reports`,
};

export class EvaluationTree implements vscode.TreeDataProvider<RunNode> {
  readonly #running: RunningEvaluations;
  readonly #standings = new RunStandings();
  /** Runs that were begun in this editor: they may lie outside of the workspace. */
  readonly #begun: Set<string>;
  readonly #memory: vscode.Memento;
  readonly #nodes = new Map<string, RunNode>();
  readonly #changed = new vscode.EventEmitter<RunNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(running: RunningEvaluations, memory: vscode.Memento) {
    this.#running = running;
    this.#memory = memory;
    this.#begun = new Set(memory.get<string[]>(BEGUN, []));
  }

  /** One run, or which runs there are. */
  refresh(folder?: string): void {
    if (folder !== undefined && !this.#nodes.has(folder)) this.#remember(folder);
    this.#changed.fire(folder === undefined ? undefined : this.#nodes.get(folder));
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node !== undefined) return [];
    const found = await vscode.workspace.findFiles(`**/${MANIFEST_NAME}`, '**/node_modules/**', MOST_RUNS);
    const isOutside = (folder: string): boolean =>
      vscode.workspace.workspaceFolders === undefined || this.#running.progressOf(folder) !== undefined;
    const folders = new Set([...[...this.#begun].filter(isOutside), ...found.map(({ fsPath }) => dirname(fsPath))]);
    const standings = await Promise.all(
      [...folders].map(async (folder) => ({
        folder,
        isRun: this.#running.progressOf(folder) !== undefined || (await this.#standings.of(folder)) !== undefined,
      })),
    );
    return standings
      .filter(({ isRun }) => isRun)
      .map(({ folder }) => this.#nodeOf(folder))
      .sort((one, other) => basename(one.folder).localeCompare(basename(other.folder), undefined, { numeric: true }));
  }

  async getTreeItem(node: RunNode): Promise<vscode.TreeItem> {
    const progress = this.#running.progressOf(node.folder);
    // Its files change with each answer.
    const standing = progress === undefined ? await this.#standings.of(node.folder) : undefined;
    const state = stateOf(standing, progress);
    return treeItem({
      label: labelText`${basename(node.folder)}`,
      description: progress === undefined ? restingText(standing) : progressText(progress),
      tooltip: tooltipOf(standing),
      icon: ICONS[state],
      contextValue: `llavaMedRun.${state}${standing === undefined || standing.manifest.kind === 'vqa' ? '' : '.judgeable'}`,
      id: node.folder,
      ...(standing?.figure !== undefined && {
        command: { command: 'llavaMed.evaluation.openResults', title: t`Open Results`, arguments: [node] },
      }),
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #remember(folder: string): void {
    this.#begun.add(folder);
    void this.#memory.update(BEGUN, [...this.#begun].slice(-MOST_RUNS));
  }

  #nodeOf(folder: string): RunNode {
    const node = this.#nodes.get(folder) ?? { folder };
    this.#nodes.set(folder, node);
    return node;
  }
}

type State = 'running' | 'done' | 'open';
const ICONS: Readonly<Record<State, string>> = { running: 'sync~spin', done: 'pass', open: 'debug-pause' };

function stateOf(standing: RunStanding | undefined, progress: RunProgress | undefined): State {
  if (progress !== undefined) return 'running';
  return standing?.figure !== undefined && standing.answered >= standing.count ? 'done' : 'open';
}

function restingText(standing: RunStanding | undefined): LabelText {
  if (standing === undefined) return labelText``;
  const { answered, count, figure, manifest } = standing;
  const kind = KINDS[manifest.kind]();
  if (figure === undefined || answered < count) return labelText`${answered} of ${count} answered · ${kind}`;
  return labelText`${figure.value} · ${kind}`;
}

function progressText({ stage, done, count, since, doneThen }: RunProgress): LabelText {
  if (stage === 'waiting') return labelText`waits for the run before it`;
  if (stage === 'starting') return labelText`starting the engine`;
  const left = timeLeft(performance.now() - since, done - doneThen, count - doneThen);
  if (stage === 'answering')
    return left === '' ? labelText`answering ${done} of ${count}` : labelText`answering ${done} of ${count}, ${left}`;
  return left === '' ? labelText`judging ${done} of ${count}` : labelText`judging ${done} of ${count}, ${left}`;
}

function tooltipOf(standing: RunStanding | undefined): LabelText {
  if (standing === undefined) return labelText``;
  const { manifest, folder, figure } = standing;
  const set = labelText`${manifest.set.split ?? manifest.set.file} in ${folder}`;
  return figure === undefined ? set : labelText`${figure.label} ${figure.value}: ${set}`;
}
