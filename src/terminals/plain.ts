/** Keys for what has no terminal: it knows neither Enter nor Ctrl-D, which a terminal makes a line and an end of. */
import type { Channel } from '../kube.ts'

const [end, line, enter] = [0x04, 0x0a, 0x0d]

/** What is typed after the end of the input is for nobody. @returns writes keys; `taken`: the next may come */
export function plain(to: Channel): Channel['write'] {
  let over = false
  return (bytes, taken) => {
    if (over) {
      taken?.()
      return
    }
    const lines = bytes.map((byte) => (byte === enter ? line : byte))
    const at = lines.indexOf(end)
    if (at === -1) {
      to.write(lines, taken)
      return
    }
    if (at > 0) to.write(lines.subarray(0, at))
    over = to.finish()
    // An older server takes the key as it is.
    if (over) taken?.()
    else to.write(lines.subarray(at), taken)
  }
}
