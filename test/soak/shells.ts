/** Shells opened over both carriers and left at random, while the other end breaks at random. */
import { setTimeout as sleep } from 'node:timers/promises'
import { frame } from '../support/exec-frames.ts'
import { type Random, random } from '../support/random.ts'
import { type PlaysExec, shellApi, shellOfCart } from '../support/shell-api.ts'
import { leaveShells } from '../support/shell-leavers.ts'
import { wildExec } from '../support/wild-exec.ts'
import type { Outcomes } from '../support/aborts.ts'
import { type Check, survives } from './leaving.ts'

/** Refused, silent, garbage in the place of frames, half open, talking until the page leaves, or whatever chance has. */
function wild(chance: Random): PlaysExec {
  const { below } = chance
  return (take, wire) => {
    const end = () => wire.destroy()
    const way = below(12)
    if (way === 0)
      wire.end(`HTTP/1.1 ${[403, 404, 500, 503][below(4)]} No\r\ncontent-length: 2\r\n\r\n{}`)
    else if (way === 1) setTimeout(end, below(300))
    else if (way === 2) end()
    else
      void take().then((socket) => {
        socket.on('error', () => {})
        if (way === 3) wire.write(Buffer.from(Array.from({ length: 40 }, () => below(256))))
        // It never says anything again, nor reads.
        else if (way === 4) socket.pause()
        else if (way > 6) return wildExec(socket, below)
        else
          for (let turn = below(8); turn > 0; turn -= 1)
            socket.send(frame(1, Buffer.alloc(below(20_000), 'x')))
        return void setTimeout(end, below(300))
      })
  }
}

/** What must have come to be, and how much of it at least. */
const rarely = { socket: 1 / 10, stream: 1 / 10 }
/** What may come in its place: a command that cannot be read, a terminal that is gone, too many, a ticket of nobody. */
const fails = /^(?:ticket (?:404|422|429)|(?:socket|stream) 403|(?:socket|stream), left early)$/

export async function shells(count: number, check: Check): Promise<void> {
  const chance = random(20_261_127)
  const api = await shellApi(wild(chance))
  const { program } = api
  const how = { origin: program.address, page: shellOfCart, many: 24, people: 20, chance }
  const abort = {
    what: 'shells',
    program,
    count,
    half: (into: Outcomes) => leaveShells({ ...how, count: count / 2 }, into),
    right: (outcomes: Outcomes) =>
      [...outcomes.keys()].every((got) => got in rarely || fails.test(got)) &&
      Object.entries(rarely).every(([got, part]) => (outcomes.get(got) ?? 0) > count * part),
  }
  await survives(abort, '/healthz', check)
  const asked = api.asked().toLocaleString('en')
  check(`of ${asked} processes none is held any more`, await none(api))
  await api.stop()
}

/** Whether it comes to nothing within ten seconds. */
async function none(api: { open(): number }): Promise<boolean> {
  for (let turn = 0; turn < 100 && api.open() > 0; turn += 1) await sleep(100)
  return api.open() === 0
}
