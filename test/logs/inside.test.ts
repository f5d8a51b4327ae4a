/** Jobs come and go while a CronJob's log is followed. */
import { expect, test } from 'vitest'
import { looker } from '../../src/pages/logs/inside.ts'
import { one, pod, running } from '../support/pods.ts'

const job = (uid: string) => {
  const { metadata, ...rest } = pod(one(running))
  return { ...rest, metadata: { ...metadata, name: uid, uid } }
}

/** What was entered, and whether each is over as it stands when it is looked at again. */
function entered() {
  const said: string[] = []
  const look = looker(
    ({ metadata }) => (metadata.name === 'none' ? null : metadata.name),
    (name, over) => {
      said.push(`enter ${name}`)
      return () => said.push(`look ${name}${over() ? ', gone' : ''}`)
    },
  )
  return { look, told: () => said.splice(0) }
}

test('each is entered once, the newest of them; one that goes is left', () => {
  const { look, told } = entered()
  look([job('b'), job('a'), job('none')])
  expect(told()).toEqual(['enter b', 'enter a'])
  look([job('c'), job('b'), job('a')])
  expect(told()).toEqual(['enter c'])
  look([job('c'), job('b')])
  look([job('c'), job('b')])
  expect(told()).toEqual(['look a, gone'])
})

test('of many those behind the newest are not entered', () => {
  const { look, told } = entered()
  look(Array.from({ length: 12 }, (_, at) => job(`j${at}`)))
  expect(told().length).toBe(10)
})
