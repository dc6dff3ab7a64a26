/** What the figures of one run share: the peers, each started once when it is first needed, and the images they know. */
import { defaultCacheSizes } from '../../src/engine/caches/cacheSettings.ts';
import type { ModelPair } from '../../src/protocol/engine.ts';
import type { BenchImages } from './benchImages.ts';
import type { ShapeName } from './pair/shapes.ts';
import type { BuiltPeers } from './peers/buildPeers.ts';
import { startLlamaNode } from './peers/llamaNodePeer.ts';
import { startOurs } from './peers/ourPeer.ts';
import type { OurPeer } from './peers/ourPeer.ts';
import type { BenchImage, Peer, PeerName, Told } from './peers/peer.ts';
import { startServer } from './peers/serverPeer.ts';
import type { ServerPeer } from './peers/serverPeer.ts';
import { firstQuestion } from './questions.ts';

export interface BenchSettings {
  readonly shape: ShapeName;
  readonly pair: ModelPair;
  readonly runs: number;
  /** Questions of P5. */
  readonly questions: number;
  readonly programs: BuiltPeers;
  readonly images: BenchImages;
  readonly wantsLlamaNode: boolean;
  readonly serverFlags: readonly string[];
  /** Of our engine, empty at the start. */
  readonly cacheFolder: string;
  readonly log: (line: string) => void;
}

export class BenchSession {
  readonly settings: BenchSettings;
  /** What is to be said beside the figures. */
  readonly notes = new Set<string>();
  readonly #peers = new Map<PeerName, Peer>();
  readonly #known: BenchImage[] = [];
  #llamaNodeFailed = false;
  #turn = 0;

  constructor(settings: BenchSettings) {
    this.settings = settings;
  }

  async ours(): Promise<OurPeer> {
    const { pair, cacheFolder } = this.settings;
    const caches = { folder: cacheFolder, ...defaultCacheSizes };
    return (await this.#started('ours', () => startOurs(pair, { caches: () => caches }))) as OurPeer;
  }

  /** A new process that finds what the one before it left in the cache folder. */
  async restartOurs(): Promise<OurPeer> {
    await this.#peers.get('ours')?.dispose();
    this.#peers.delete('ours');
    return this.ours();
  }

  async server(): Promise<ServerPeer> {
    const { programs, pair, serverFlags: flags } = this.settings;
    return (await this.#started('llama-server', () =>
      startServer({ program: programs.server, pair, flags }),
    )) as ServerPeer;
  }

  /** All that can be started. llama.node may be missing: then a note says why. */
  async peers(): Promise<readonly Peer[]> {
    const both = [await this.ours(), await this.server()];
    if (!this.settings.wantsLlamaNode || this.#llamaNodeFailed) return both;
    try {
      return [...both, await this.#started('llama.node', () => startLlamaNode(this.settings.pair))];
    } catch (error) {
      this.#llamaNodeFailed = true;
      this.notes.add(`llama.node: not measured, ${error instanceof Error ? error.message : String(error)}.`);
      return both;
    }
  }

  /** Each of the peers once, another one first each time. */
  async inTurn(work: (peer: Peer) => Promise<number>): Promise<ReadonlyMap<PeerName, number>> {
    const peers = await this.peers();
    const first = this.#turn++ % peers.length;
    const results = new Map<PeerName, number>();
    for (const peer of [...peers.slice(first), ...peers.slice(0, first)]) {
      results.set(peer.name, await work(peer));
    }
    return results;
  }

  /** Images that all peers have been asked about, the first `count`; in the order in which they came to be known. */
  async known(count: number): Promise<readonly BenchImage[]> {
    while (this.#known.length < count) {
      const image = await this.settings.images.next();
      await this.inTurn(async (peer) => (await peer.ask([{ role: 'user', text: firstQuestion, image }], 1)).wallMs);
      this.#known.push(image);
    }
    return this.#known.slice(0, count);
  }

  /** An image that all peers have been asked about elsewhere. */
  add(image: BenchImage): void {
    this.#known.push(image);
  }

  /** Says it when the peers did not see the same prompt. */
  compare(told: ReadonlyMap<PeerName, Told>): void {
    const ours = told.get('ours')?.promptTokens ?? NaN;
    for (const [name, { promptTokens }] of told) {
      const more = promptTokens - ours;
      if (more !== 0)
        this.notes.add(`Prompt tokens of ${name}: ${String(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than ours.`);
    }
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#peers.values()].map((peer) => peer.dispose()));
    this.#peers.clear();
  }

  async #started(name: PeerName, start: () => Promise<Peer>): Promise<Peer> {
    const running = this.#peers.get(name);
    if (running !== undefined) return running;
    this.settings.log(`  starting ${name}…`);
    const peer = await start();
    this.#peers.set(name, peer);
    try {
      // Not counted: what is done once after loading.
      await peer.ask([{ role: 'user', text: firstQuestion, image: await this.settings.images.next() }], 4);
      return peer;
    } catch (error) {
      this.#peers.delete(name);
      await peer.dispose();
      throw error;
    }
  }
}
