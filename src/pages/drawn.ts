/** What many viewers of one window have in common is worked out once: the window, and the step to it from the one before. */

/** A value for each pair of an object and a key, kept as long as the object. */
export function once<V>(): (of: object, key: string, make: () => V) => V {
  const known = new WeakMap<object, Map<string, V>>()
  return (of, key, make) => {
    const all = known.get(of) ?? new Map<string, V>()
    known.set(of, all)
    const found = all.get(key)
    if (found !== undefined) return found
    const made = make()
    all.set(key, made)
    return made
  }
}

/** A value for each pair of objects, kept as long as both. */
export function between<V>(): (from: object, to: object, make: () => V) => V {
  const known = new WeakMap<object, WeakMap<object, V>>()
  return (from, to, make) => {
    const all = known.get(from) ?? new WeakMap<object, V>()
    known.set(from, all)
    const found = all.get(to)
    if (found !== undefined) return found
    const made = make()
    all.set(to, made)
    return made
  }
}
