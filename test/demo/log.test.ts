/** Logs of the demo: the same each time, and refused in the kubelet’s words. */
import { expect, test } from 'vitest'
import { demo } from './demo.ts'

const cluster = demo()
const pods = '/api/v1/namespaces/shop/pods'
async function pod(app: string, phase = 'Running') {
  const selector = `labelSelector=app.kubernetes.io/name=${app}&fieldSelector=status.phase=${phase}`
  return (await cluster.items(`${pods}?${selector}`)).map((one) => one.metadata.name)
}
const log = async (name: string, query = '') => cluster.call(`${pods}/${name}/log?${query}`)

test('lines are made once and for all', async () => {
  const [name = ''] = await pod('cart')
  const first = (await log(name, 'tailLines=200')).body.split('\n').slice(10, 100)
  const again = (await log(name, 'tailLines=200')).body
  expect(first.length).toBe(90)
  for (const line of first) expect(again).toContain(line)
})

test('tail and times are honoured', async () => {
  const [name = ''] = await pod('cart')
  const dated = (await log(name, 'tailLines=7&timestamps=true')).body.trimEnd().split('\n')
  expect(dated).toHaveLength(7)
  for (const line of dated)
    expect(Date.now() - Date.parse(line.split(' ')[0]!)).toBeLessThan(130_000)
})

test('a container that was killed for its memory says so in its last life', async () => {
  const names = await pod('checkout')
  const logs = await Promise.all(names.map((name) => log(name, 'previous=true')))
  expect(logs.filter((one) => one.status === 200).map((one) => one.body)).toEqual([
    expect.stringContaining('"limit":"256MiB"'),
  ])
  const well = logs.findIndex((one) => one.status === 400)
  expect(logs[well]?.json()['message']).toBe(
    `previous terminated container "checkout" in pod "${names[well]}" not found`,
  )
})

test.each([
  [
    'payments',
    'Running',
    '',
    (name: string) =>
      `a container name must be specified for pod ${name}, choose one of: [payments envoy]`,
  ],
  [
    'payments',
    'Running',
    'container=nope',
    (name: string) => `container nope is not valid for pod ${name}`,
  ],
  [
    'recommend',
    'Pending',
    '',
    (name: string) =>
      `container "recommend" in pod "${name}" is waiting to start: trying and failing to pull image`,
  ],
])('the log of %s (%s, %s) is refused', async (app, phase, query, message) => {
  const [name = ''] = await pod(app, phase)
  const answer = await log(name, query)
  expect([answer.status, answer.json()['message']]).toEqual([400, message(name)])
})

test('a pod on no node has an empty log', async () => {
  const [name = ''] = await pod('reindex', 'Pending')
  const answer = await log(name)
  expect([answer.status, answer.body]).toEqual([200, ''])
})

test('following goes on with new lines', async () => {
  const name = (
    await cluster.items('/api/v1/namespaces/web/pods?labelSelector=app.kubernetes.io/name=www')
  )[0]!.metadata.name
  const path = `/api/v1/namespaces/web/pods/${name}/log?follow=true&tailLines=1`
  const response = await fetch(cluster.url() + path)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toMatch(/ HTTP\/1\.1" /)
  expect((await reader.read()).value).toMatch(/ HTTP\/1\.1" /)
  await reader.cancel()
})
