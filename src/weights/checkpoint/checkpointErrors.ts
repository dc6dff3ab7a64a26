/** What can be wrong with a checkpoint. A message names the file by its base name, and says the cause and the way out. */
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { ConversionError } from '../../protocol/conversion.ts';
import { describeBytes } from '../../text/describeBytes.ts';

export const checkpointErrors = {
  noFolder: (path: string) =>
    new ConversionError(
      'sourceMissing',
      t`There is no folder ${basename(path)}. Name the folder that the checkpoint was downloaded to.`,
    ),

  fileMissing: (folder: string, file: string) =>
    new ConversionError(
      'sourceMissing',
      t`${basename(folder)} has no ${file}: it is not a whole checkpoint. Download the repository's files again, all of them.`,
    ),

  unreadable: (path: string, why: string, cause?: unknown) =>
    new ConversionError(
      'sourceUnreadable',
      t`${basename(path)} cannot be read: ${why}. Download it again.`,
      cause === undefined ? {} : { cause },
    ),

  truncated: (path: string, has: number, needs: number) =>
    checkpointErrors.unreadable(path, t`it has ${describeBytes(has)} of ${describeBytes(needs)}`),

  /** A PyTorch file may run any program when it is read, so it is not. */
  pytorch: (folder: string, file: string) =>
    new ConversionError(
      'pytorchWeights',
      t`${basename(folder)} holds its weights in ${file}, a format that can run programs when it is read. Use a repository with safetensors files: for LLaVA 1.5 llava-hf/llava-1.5-7b-hf, for the vision tower CLIPVisionModel.from_pretrained("openai/clip-vit-large-patch14-336").save_pretrained(FOLDER) in Python. Of LLaVA-Med v1.0 save the model with its delta applied by save_pretrained(FOLDER, safe_serialization=True); its tower is openai/clip-vit-large-patch14.`,
    ),

  kindUnknown: (folder: string, kind: string) =>
    new ConversionError(
      'kindUnknown',
      t`${basename(folder)} is a "${kind}". What can be converted: LlavaMistralForCausalLM (LLaVA-Med v1.5), LlavaLlamaForCausalLM (LLaVA-Med v1.0, LLaVA 1.5) and LlavaForConditionalGeneration with a Llama or Mistral model.`,
    ),

  unfit: (file: string, what: string) =>
    new ConversionError(
      'configUnfit',
      t`${basename(file)} says ${what}. Only the designs of LLaVA 1.5, which LLaVA-Med v1.5 has, and of LLaVA-Med v1.0 are converted.`,
    ),

  tensor: (path: string, name: string, what: string) =>
    new ConversionError(
      'tensorUnfit',
      t`The tensor ${name} of ${basename(path)} ${what}. Check that all files are of the same checkpoint, and download them again.`,
    ),

  tokenizer: (file: string, what: string) =>
    new ConversionError(
      'tokenizerUnfit',
      t`${basename(file)} ${what}. Put the repository's tokenizer.model beside the weights.`,
    ),

  imageTokensMissing: (folder: string, name: string) =>
    new ConversionError(
      'tokenizerUnfit',
      t`${basename(folder)} names no token ${name}, between which and another its images stand (mm_use_im_start_end). Put the checkpoint's added_tokens.json beside the weights.`,
    ),

  /** `wanted`: the published tower. */
  otherTower: (folder: string, what: string, wanted: string) =>
    new ConversionError(
      'configUnfit',
      t`${basename(folder)} holds another vision tower than the checkpoint was trained with: ${what}. It needs ${wanted}.`,
    ),

  /** `wanted`: the published tower. */
  noTower: (folder: string, wanted: string) =>
    new ConversionError(
      'visionTowerMissing',
      t`${basename(folder)} holds no vision tower. Save OpenAI's as safetensors, once, in Python: CLIPVisionModel.from_pretrained("${wanted}").save_pretrained(FOLDER); then name that folder as the vision tower (--vision-tower).`,
    ),
};
