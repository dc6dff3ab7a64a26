import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelPair } from '../../protocol/engine.ts';
import { labelText } from '../../text/labelText.ts';
import { type PickItem, pickOne } from '../messages/picks.ts';

const ggufFilter = (): Record<string, string[]> => ({ [t`GGUF model`]: ['gguf'] });

/**
 * Asks for the model file and its projector; an mmproj file beside the model is offered first. Undefined when the user
 * leaves.
 */
export async function chooseModelFiles(): Promise<ModelPair | undefined> {
  const [model] =
    (await vscode.window.showOpenDialog({
      title: t`The language model (GGUF)`,
      openLabel: t`Use as model`,
      filters: ggufFilter(),
    })) ?? [];
  if (model === undefined) return undefined;
  const projector = await chooseProjector(model.fsPath);
  return projector === undefined
    ? undefined
    : { modelPath: model.fsPath, projectorPath: projector === '' ? undefined : projector };
}

/** '' means without; undefined means the user left. */
export async function chooseProjector(modelPath: string): Promise<string | undefined> {
  const folder = dirname(modelPath);
  const names = (await readdir(folder)).filter(
    (name) => /mmproj|projector/iu.test(name) && /\.gguf$/iu.test(name) && name !== basename(modelPath),
  );
  const browse = { label: labelText`$(folder-opened) Another file…`, path: undefined };
  const without = {
    label: labelText`$(circle-slash) None`,
    description: labelText`text only: the model will not see images`,
    path: '',
  };
  const items = [
    ...names.map((name) => ({
      label: labelText`$(file) ${name}`,
      description: labelText`beside the model`,
      path: join(folder, name),
    })),
    browse,
    without,
  ];
  const picked = await pickOne<PickItem & { readonly path: string | undefined }>(items, {
    title: labelText`The image projector (mmproj) of ${basename(modelPath)}`,
  });
  if (picked === undefined) return undefined;
  if (picked.path !== undefined) return picked.path;
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t`The image projector (mmproj GGUF)`,
      openLabel: t`Use as projector`,
      filters: ggufFilter(),
    })) ?? [];
  return file?.fsPath;
}
