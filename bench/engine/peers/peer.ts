/** One of those that are measured beside each other: it answers questions about images from the very same pixels. */
import type { ModelImage } from '../../../src/protocol/engine.ts';

/** An image as the model sees it, and as the same pixels go over HTTP. */
export interface BenchImage {
  readonly pixels: ModelImage;
  readonly png: Buffer;
}

export interface BenchTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly image?: BenchImage;
}

export interface Told {
  readonly text: string;
  /** The answer token by token, as text; empty where a peer does not tell. */
  readonly pieces: readonly string[];
  readonly promptTokens: number;
  /** From the question to the whole answer, by the clock of the one who asked, ms. */
  readonly wallMs: number;
  /** From the first token to the last; NaN for less than two. */
  readonly tokensPerSecond: number;
}

export interface Peer {
  readonly name: PeerName;
  /** Greedy. Ends with the user's turn that is to be answered. */
  ask(turns: readonly BenchTurn[], maxTokens: number): Promise<Told>;
  /** The process that holds the model. */
  readonly pid: number | undefined;
  dispose(): Promise<void>;
}

export type PeerName = 'ours' | 'llama-server' | 'llama.node';
