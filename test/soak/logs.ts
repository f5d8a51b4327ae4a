/** Pages, streams, text and NDJSON of logs, left at random while the containers break at random. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../support/ask.ts'
import { logPaths } from '../support/log-paths.ts'
import { type PlayedLogs, playedLogs } from '../support/played-logs.ts'
import { random } from '../support/random.ts'
import { failures, wild } from '../support/wild-logs.ts'
import { type Check, leaving } from './leaving.ts'

export async function logs(count: number, check: Check): Promise<void> {
  const chance = random(20_261_126)
  const played = await playedLogs(wild(chance))
  const { program } = played
  const paths = await logPaths(played)
  const how = { paths, count, chance, patience: 2000, answered: 1 / 50, fails: failures }
  await leaving({ what: 'logs', program, ...how }, check)
  const asked = played.asked().toLocaleString('en')
  check(`of ${asked} logs none is read any more`, await none(played))
  played.play = (answer) => answer.end('2026-11-26T00:00:00.000000000Z still there\n')
  const answer = await ask(program.address, `${await played.log('cart')}?as=txt`)
  check('the next one is read', answer.body === 'still there\n')
  await played.stop()
}

/** Whether it comes to nothing within ten seconds. */
async function none(played: PlayedLogs): Promise<boolean> {
  for (let turn = 0; turn < 100 && played.open() > 0; turn += 1) await sleep(100)
  return played.open() === 0
}
