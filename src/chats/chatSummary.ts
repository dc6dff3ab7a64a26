/** What the list of conversations knows of each without reading it. */

/** Which conversation: its folder, in the folder of the workspace that it was begun in. */
export interface ChatRef {
  /** Names the workspace alike in all its windows. */
  readonly workspace: string;
  /** Name of its folder. */
  readonly id: string;
}

export interface ChatSummary {
  readonly ref: ChatRef;
  /** What the workspace is called; empty where it has no name. */
  readonly workspaceName: string;
  /** A person's, else the first question, shortened; empty where there is none yet. */
  readonly title: string;
  readonly hasOwnTitle: boolean;
  /** Of the versions that are shown. */
  readonly questions: number;
  readonly images: number;
  /** When it was last written, ms since 1970. */
  readonly changedAt: number;
  /** Kept images included. */
  readonly bytes: number;
  readonly pinned: boolean;
  readonly archived: boolean;
  /** In which window it is. */
  readonly open: 'no' | 'here' | 'elsewhere';
}

/** A place where a word was found: the text around it, and where in that text the words are. */
export interface ChatMatch {
  readonly exchangeId: string;
  readonly text: string;
  /** Start and end, in characters of `text`. */
  readonly marks: readonly (readonly [number, number])[];
}

export interface FoundChat {
  readonly summary: ChatSummary;
  /** The first few; empty where only the title or an image's name has the words. */
  readonly matches: readonly ChatMatch[];
  readonly matchCount: number;
}
