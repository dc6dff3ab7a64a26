/** The memory that a model will take, part by part, beside what is free: made before anything is loaded. */
import { t } from '@vscode/l10n';

export type MemoryPartName =
  /** The language model's weights in the process's own memory. */
  | 'weights'
  /** Weights that stay in the file's pages, which the system may drop and read again. */
  | 'mappedWeights'
  | 'projector'
  | 'kvCache'
  /** What llama.cpp computes in while it reads and answers. */
  | 'workSpace'
  /** The same for the vision encoder. */
  | 'encoderWorkSpace'
  /** Features and KV state of the image in use; more of them are kept only up to the caches' own limits. */
  | 'images'
  /** Node, the libraries, and the model's vocabulary. */
  | 'process';

export interface MemoryPart {
  readonly name: MemoryPartName;
  readonly bytes: number;
}

export interface MemoryPlan {
  readonly parts: readonly MemoryPart[];
  /** Their sum. */
  readonly needsBytes: number;
  /** What this process may have: free memory, and a GPU's where one is used. */
  readonly freeBytes: number;
  readonly fits: boolean;
  /** `read`: copied from the file into memory. `mapped`: the file's own pages. `gpu`: node-llama-cpp places them. */
  readonly weights: 'read' | 'mapped' | 'gpu';
  /** Tokens that a conversation may hold. */
  readonly contextSize: number;
  /** What was decided, and why: a sentence each. */
  readonly decisions: readonly string[];
  /** The first thing that helps when it does not fit, as a sentence; undefined when it does. */
  readonly remedy: string | undefined;
}

/** What a part is called before people, in lower case. */
export const memoryPartNames: Readonly<Record<MemoryPartName, () => string>> = {
  weights: () => t`weights`,
  mappedWeights: () => t`weights mapped from the file`,
  projector: () => t`image projector`,
  kvCache: () => t`KV cache`,
  workSpace: () => t`work space`,
  encoderWorkSpace: () => t`work space for images`,
  images: () => t`image in use`,
  process: () => t`program`,
};
