/** When two ids are the same, and how questions that share one are told apart. */

/** LLaVA-Med writes the same ids as numbers and as texts. */
export function idKey(id: string | number): string {
  return String(id).trim();
}

/** Gives the second question with an id `id#2`, the third `id#3`, in the order of the file. */
export class RepeatedIds {
  readonly #times = new Map<string, number>();
  readonly #taken = new Set<string>();

  /** The id itself where it has not been seen yet. */
  next(id: string | number): string | number {
    const key = idKey(id);
    for (;;) {
      const time = (this.#times.get(key) ?? 0) + 1;
      this.#times.set(key, time);
      const name = time === 1 ? id : `${key}#${time}`;
      if (this.#taken.has(idKey(name))) continue;
      this.#taken.add(idKey(name));
      return name;
    }
  }

  /** How often each id was given that was given more than once. */
  get repeated(): ReadonlyMap<string, number> {
    return new Map([...this.#times].filter(([, times]) => times > 1));
  }
}
