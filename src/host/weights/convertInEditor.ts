import { basename, join } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { convert } from '../../conversion/converter.ts';
import { describeConversion } from '../../conversion/describeConversion.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import { ConversionError, type ModelType } from '../../protocol/conversion.ts';
import { labelText } from '../../text/labelText.ts';
import { messageText } from '../../text/messageText.ts';
import type { ConversionResult } from '../../weights/convert/convertCheckpoint.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import type { Log } from '../messages/log.ts';
import { showError, showInformation } from '../messages/notifications.ts';
import { pickOne, type PickItem } from '../messages/picks.ts';

export interface ConvertServices {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** `llava-med VERSION`, written into the files. */
  readonly program: string;
  readonly usePair: (pair: ModelPair) => Promise<void>;
}

interface TypeItem extends PickItem {
  readonly type: ModelType;
}

interface TowerItem extends PickItem {
  readonly isInside: boolean;
}

/** Asks what to convert and how, converts with progress that can be cancelled, and offers the result. */
export async function convertInEditor(services: ConvertServices): Promise<void> {
  const source = await chooseFolder(t`The folder that the checkpoint was downloaded to`, t`Convert`);
  if (source === undefined) return;
  const type = await chooseType();
  if (type === undefined) return;
  const tower = await chooseTower();
  if (tower === undefined) return;
  const outFolder = await chooseFolder(t`The folder for the model and its projector`, t`Write Here`);
  if (outFolder === undefined) return;
  const outcome = await run(services, source, type, tower === '' ? undefined : tower, outFolder);
  if (outcome === undefined) return;
  if (outcome instanceof Error) {
    await tellFailure(outcome, services);
    return;
  }
  const use = t`Use This Model`;
  const inspect = t`Inspect…`;
  const picked = await showInformation(
    messageText`${basename(outcome.pair.modelPath)} is ready. ${outcome.notes.join(' ')}`,
    use,
    inspect,
  );
  if (picked === use) await services.usePair(outcome.pair);
  else if (picked === inspect)
    await vscode.commands.executeCommand('llavaMed.inspectModel', vscode.Uri.file(outcome.pair.modelPath));
}

async function chooseFolder(title: string, openLabel: string): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel,
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder?.fsPath;
}

async function chooseType(): Promise<ModelType | undefined> {
  const items: readonly TypeItem[] = [
    { label: labelText`Q4_K_M`, description: labelText`a third of the size; usual`, type: 'q4_k_m' },
    { label: labelText`Q5_K_M`, description: labelText`a little larger and closer`, type: 'q5_k_m' },
    { label: labelText`Q8_0`, description: labelText`half the size, nearly the same`, type: 'q8_0' },
    { label: labelText`F16`, description: labelText`as published; for comparison`, type: 'f16' },
  ];
  return (await pickOne(items, { title: labelText`How the language model is stored` }))?.type;
}

/** '' means the one inside; undefined means the user left. */
async function chooseTower(): Promise<string | undefined> {
  const items: readonly TowerItem[] = [
    { label: labelText`The one inside the checkpoint`, isInside: true },
    {
      label: labelText`OpenAI's CLIP, from a folder…`,
      description: labelText`clip-vit-large-patch14-336, as LLaVA-Med's own program does; clip-vit-large-patch14 for v1.0`,
      isInside: false,
    },
  ];
  const picked = await pickOne(items, { title: labelText`Which vision tower` });
  if (picked === undefined) return undefined;
  return picked.isInside ? '' : chooseFolder(t`The folder of OpenAI's CLIP`, t`Use`);
}

/** Undefined when it was cancelled. */
async function run(
  { extensionUri, log, program }: ConvertServices,
  source: string,
  modelType: ModelType,
  towerFolder: string | undefined,
  outFolder: string,
): Promise<ConversionResult | Error | undefined> {
  const dist = join(extensionUri.fsPath, 'dist');
  let outcome: ConversionResult | Error | undefined;
  await withCancellableProgress(messageText`Converting ${basename(source)}`, async (signal, report) => {
    const describe = describeConversion();
    let [stage, told] = ['', 0];
    try {
      outcome = await convert(
        {
          request: { source, outFolder, modelType, projectorType: 'f16', towerFolder, program },
          checks: true,
          onProgress: (progress) => {
            const line = describe(progress);
            if (line.stage !== stage) [stage, told] = [line.stage, 0];
            // Each of the three stages is a third of the bar.
            const percent = (100 / 3) * line.fraction;
            report({ message: messageText`${line.stage}: ${line.detail}`, increment: percent - told });
            told = percent;
          },
        },
        {
          childPath: join(dist, 'conversionChild.mjs'),
          engineChildPath: join(dist, 'engineChild.mjs'),
          log: (line) => {
            log.debug(line);
          },
        },
        signal,
      );
    } catch (error) {
      if (!signal.aborted) outcome = error instanceof Error ? error : new Error(String(error));
    }
  });
  return outcome;
}

async function tellFailure(error: Error, { log }: ConvertServices): Promise<void> {
  log.info(`A conversion failed: ${error instanceof ConversionError ? error.code : error.name}`);
  const again = t`Convert Again…`;
  const picked = await showError(messageText`${error.message}`, again, t`Show Log`);
  if (picked === again) await vscode.commands.executeCommand('llavaMed.convertCheckpoint');
  else if (picked !== undefined) await vscode.commands.executeCommand('llavaMed.showLog');
}
