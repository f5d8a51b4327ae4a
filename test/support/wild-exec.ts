/** Processes in containers that say and do what chance has: frames of any kind, then an end of any kind. */
import type { WebSocket } from 'ws'
import { frame, success } from './exec-frames.ts'

type Below = (limit: number) => number

/** Frames of any channel, whole, in pieces or as text; then an end of any kind. */
export function wildExec(socket: WebSocket, below: Below): void {
  socket.on('error', () => {})
  const some = (size: number) => Buffer.from(Array.from({ length: below(size) }, () => below(256)))
  for (let turn = below(6); turn > 0; turn -= 1) {
    const data = frame(below(4) === 0 ? below(256) : 1 + below(2), some(300))
    const kind = below(4)
    if (kind === 0) socket.send(data.toString('latin1'))
    else if (kind === 1) {
      socket.send(data.subarray(0, 1), { fin: false })
      socket.send(data.subarray(1))
    } else socket.send(kind === 2 ? data : Buffer.alloc(0))
  }
  const end = below(5)
  if (end === 0) socket.send(success)
  if (end === 1) socket.send(frame(3, some(60)))
  if (end === 2) socket.terminate()
  else if (end === 3) socket.close([1000, 1001, 1011][below(3)], 'chance')
  else socket.close()
}
