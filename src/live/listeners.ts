/** Who wants to hear of something. */
export class Listeners<T> {
  readonly #all = new Set<(news: T) => void>()

  /** @returns how to hear no more. */
  add(each: (news: T) => void): () => void {
    this.#all.add(each)
    return () => void this.#all.delete(each)
  }

  get any(): boolean {
    return this.#all.size > 0
  }

  tell(news: T): void {
    for (const each of this.#all) each(news)
  }
}
