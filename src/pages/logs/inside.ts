/** Which of the objects that have pods of their own are looked into while a log is followed. */
import type { KubeObject } from '../../kube.ts'

/** Objects that are looked into, the newest. */
export const mostBelow = 10

/** @param over it is gone: nothing more comes of it. @returns how to look at it again. */
export type Enter<T> = (it: T, over: () => boolean) => () => void

/**
 * @param below what an object has; null: nothing. @returns what hears of all that are there, the newest first:
 * each of the newest is entered once; of one that is gone that is known, and it is looked at a last time.
 */
export function looker<T>(
  below: (object: KubeObject) => T | null,
  enter: Enter<T>,
): (all: readonly KubeObject[]) => void {
  const looks = new Map<string, () => void>()
  let here: ReadonlySet<string> = new Set()
  return (all) => {
    here = new Set(all.map(idOf))
    for (const object of all.slice(0, mostBelow)) {
      const id = idOf(object)
      const one = looks.has(id) ? null : below(object)
      if (one !== null)
        looks.set(
          id,
          enter(one, () => !here.has(id)),
        )
    }
    for (const [id, look] of looks) {
      if (here.has(id)) continue
      looks.delete(id)
      look()
    }
  }
}

const idOf = ({ metadata: { uid, name } }: KubeObject): string => uid ?? name
