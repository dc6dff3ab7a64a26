/** Who judges a run, as the user chooses: nobody, a text model on this machine, or a server. */
import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { JUDGE_ORDERS } from '../../evaluation/judge/chatJudgePrompt.ts';
import type { RunManifest } from '../../evaluation/runs/runManifest.ts';
import { OpenAiClient } from '../../openai/openAiClient.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import { labelText } from '../../text/labelText.ts';
import { messageText } from '../../text/messageText.ts';
import { askText } from '../messages/askText.ts';
import { askFirst } from '../messages/notifications.ts';
import { pickOne, type PickItem } from '../messages/picks.ts';

export type JudgeChoice =
  | { readonly kind: 'local'; readonly modelPath: string; readonly orders: Orders }
  | { readonly kind: 'server'; readonly client: OpenAiClient; readonly model: string; readonly orders: Orders };
type Orders = NonNullable<RunManifest['judge']>['orders'];

export interface JudgeMemory {
  readonly userState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
}

const SERVER = 'evaluation.judgeServer';

interface KnownServer {
  readonly url: string;
  readonly model: string;
}

/** As the run's manifest names it. */
export function describeJudge(choice: JudgeChoice): NonNullable<RunManifest['judge']> {
  const name = choice.kind === 'local' ? basename(choice.modelPath) : choice.model;
  return { kind: choice.kind, name, orders: choice.orders };
}

/** 'none' without a judge; undefined when the user leaves. */
export async function chooseJudge(
  memory: JudgeMemory,
  kind: EvaluationKind,
): Promise<JudgeChoice | 'none' | undefined> {
  const items: readonly (PickItem & { readonly who: JudgeChoice['kind'] | 'none' })[] = [
    {
      label: labelText`No judge`,
      description: labelText`only what can be told from the words themselves`,
      who: 'none',
    },
    { label: labelText`A text model on this machine…`, description: labelText`GGUF`, who: 'local' },
    {
      label: labelText`A server…`,
      description: labelText`OpenAI-compatible: your own, or a provider's`,
      who: 'server',
    },
  ];
  const picked = await pickOne(items, { title: labelText`Who compares the answers with the references` });
  if (picked === undefined || picked.who === 'none') return picked?.who as 'none' | undefined;
  const choice = picked.who === 'local' ? await chooseLocal() : await chooseServer(memory);
  if (choice === undefined) return undefined;
  // A draft is judged against its reference, not beside it.
  const orders = kind === 'report' ? [JUDGE_ORDERS[0]] : await chooseOrders();
  return orders === undefined ? undefined : { ...choice, orders };
}

async function chooseOrders(): Promise<Orders | undefined> {
  const items: readonly (PickItem & { readonly orders: Orders })[] = [
    { label: labelText`Reference first`, description: labelText`as LLaVA-Med`, orders: [JUDGE_ORDERS[0]] },
    {
      label: labelText`Both orders`,
      description: labelText`twice as long; shows how far the judge favours a place`,
      orders: [...JUDGE_ORDERS],
    },
  ];
  return (await pickOne(items, { title: labelText`In which order the judge sees them` }))?.orders;
}

async function chooseLocal(): Promise<Omit<Extract<JudgeChoice, { kind: 'local' }>, 'orders'> | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t`The text model that judges (GGUF)`,
      openLabel: t`Use as judge`,
      filters: { [t`GGUF model`]: ['gguf'] },
    })) ?? [];
  return file === undefined ? undefined : { kind: 'local', modelPath: file.fsPath };
}

async function chooseServer({
  userState,
  secrets,
}: JudgeMemory): Promise<Omit<Extract<JudgeChoice, { kind: 'server' }>, 'orders'> | undefined> {
  const known = userState.get<KnownServer>(SERVER);
  const url = await askText({
    title: messageText`The judge's server`,
    prompt: messageText`The address of an OpenAI-compatible server; most end in /v1. Questions, captions and answers are sent there; images are not.`,
    value: known?.url ?? 'http://localhost:8080/v1',
    refusal: (value) => refusalOf(value),
  });
  if (url === undefined) return undefined;
  const model = await askText({
    title: messageText`The judge's model`,
    prompt: messageText`As the server calls it.`,
    value: known?.model ?? '',
    refusal: (value) => (value.trim() === '' ? t`Name a model.` : undefined),
  });
  if (model === undefined) return undefined;
  const { host } = new OpenAiClient({ baseUrl: url, key: undefined });
  const secret = `judge-key:${host}`;
  const key = await askText({
    title: messageText`The key for ${host}`,
    prompt: messageText`Kept in the editor's secret storage. Leave it empty for a server that needs none.`,
    value: (await secrets.get(secret)) ?? '',
    isSecret: true,
  });
  if (key === undefined) return undefined;
  const go = t`Send`;
  const answer = await askFirst(
    messageText`Send questions, captions and answers to ${host}?`,
    messageText`The judge runs there. Images stay on this machine.`,
    go,
  );
  if (answer !== go) return undefined;
  await userState.update(SERVER, { url, model } satisfies KnownServer);
  await (key === '' ? secrets.delete(secret) : secrets.store(secret, key));
  return { kind: 'server', client: new OpenAiClient({ baseUrl: url, key: key === '' ? undefined : key }), model };
}

function refusalOf(url: string): string | undefined {
  try {
    new OpenAiClient({ baseUrl: url, key: undefined });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
