/** Sends one at a time: of those that come while it is on its way only the last counts. */

/** @param send calls back once it is on its way, or never will be */
export function newest<T>(send: (value: T, sent: () => void) => void): (value: T) => void {
  let busy = false
  let next: { readonly value: T } | null = null
  const turn = (value: T) => {
    busy = true
    send(value, () => {
      busy = false
      const last = next
      next = null
      if (last !== null) turn(last.value)
    })
  }
  return (value) => {
    if (busy) next = { value }
    else turn(value)
  }
}
