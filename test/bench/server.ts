/** P7, and what has no target yet: how long the server takes for a page, and what it weighs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { goals } from './figure.ts'
import { listPath, type Measurement, page, portlight, time, times } from './work.ts'

/** P7: each run a process that has asked the API server for nothing yet. */
export const firstPage: Measurement = async (work) => {
  const values = await times(7, async () => {
    const server = await portlight(work)
    try {
      return await time(`${server.url}${listPath('pods')}`)
    } finally {
      await server.stop()
    }
  })
  const count = work.pods.toLocaleString('en-US')
  return [
    {
      id: 'P7',
      name: `first page of ${count} pods, cold server`,
      unit: 'ms',
      values,
      goal: goals.firstPage,
      how: 'first request of a new process that is ready, to the last byte: connections, discovery, list, page',
    },
  ]
}

export const steady: Measurement = async (work) => {
  const server = await portlight(work)
  try {
    const list = `${server.url}${listPath('pods')}`
    await sleep(1_000)
    const idle = await server.memory()
    const plain = await times(50, () => time(list))
    await sleep(1_000)
    const after = await server.memory()
    const body = await page(list)
    const count = work.pods.toLocaleString('en-US')
    const rows = body.split('<tr id="row-').length - 1
    return [
      {
        id: '',
        name: `server time of page 1 of ${count} pods`,
        unit: 'ms',
        values: plain.slice(-40),
        how: `request to last byte over loopback, ${rows} rows, after 10 of the same; the API server’s time is in it`,
      },
      weight('idle', idle.now, 'a kubeconfig read, no page asked for'),
      weight('after 50 list pages', after.now, '1 s after 50 times page 1'),
    ]
  } finally {
    await server.stop()
  }
}

function weight(when: string, value: number, how: string) {
  return {
    id: '',
    name: `server RSS, ${when}`,
    unit: 'MB' as const,
    values: [value],
    how: `VmRSS, ${how}`,
  }
}
