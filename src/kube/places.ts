/** What one person holds open on one cluster, against a budget: a place is taken before it is opened. */
export interface Places<T> {
  /** @throws whatever `open` throws, then the place is free again; `full()` when there is none. */
  take(open: () => Promise<T>, full: () => Error): Promise<Held<T>>
  /** How many are taken. */
  readonly taken: () => number
  /** Ends all, those that are still being opened too. */
  readonly close: () => void
}

export interface Held<T> {
  readonly value: T
  /** All were closed while it was opened: it has been ended. */
  readonly ended: boolean
  readonly leave: () => void
}

export function places<T>(budget: number, end: (value: T) => void): Places<T> {
  /** Null: it is being opened. */
  const held = new Map<symbol, { readonly value: T } | null>()

  async function take(open: () => Promise<T>, full: () => Error): Promise<Held<T>> {
    if (held.size >= budget) throw full()
    const place = Symbol('place')
    const leave = () => void held.delete(place)
    held.set(place, null)
    try {
      const value = await open()
      const ended = !held.has(place)
      if (ended) end(value)
      else held.set(place, { value })
      return { value, ended, leave }
    } catch (error) {
      leave()
      throw error
    }
  }

  return {
    take,
    taken: () => held.size,
    close() {
      for (const one of held.values()) if (one !== null) end(one.value)
      held.clear()
    },
  }
}
