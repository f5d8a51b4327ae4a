/** A pure function of an object, worked out once for each object: there may be very many, so that nothing else is kept. */
export function remembered<T extends object, V extends object>(
  work: (object: T) => V,
): (object: T) => V {
  const known = new WeakMap<T, V>()
  return (object) => {
    const found = known.get(object)
    if (found !== undefined) return found
    const value = work(object)
    known.set(object, value)
    return value
  }
}
