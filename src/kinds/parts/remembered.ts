/** A pure function of an object, worked out once for each object. */
export function remembered<T extends object, V>(work: (object: T) => V): (object: T) => V {
  const known = new WeakMap<T, { readonly value: V }>()
  return (object) => {
    const found = known.get(object) ?? { value: work(object) }
    known.set(object, found)
    return found.value
  }
}
