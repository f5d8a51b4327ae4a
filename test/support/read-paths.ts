/** Notes which fields of an object are read. */

/** @param heard each path that was read, `spec.containers.image`; places of lists are left out. */
export function watched<T extends object>(object: T, heard: (path: string) => void, at = ''): T {
  return new Proxy(object, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof key === 'symbol' || typeof value === 'function') return value
      const path = Array.isArray(target) ? at : at === '' ? key : `${at}.${key}`
      if (!Array.isArray(target)) heard(path)
      return typeof value === 'object' && value !== null ? watched(value, heard, path) : value
    },
  })
}
