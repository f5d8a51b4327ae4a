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

const orders = [
  'sort=-restarts',
  'sort=age',
  'sort=status',
  'sort=node',
  'q=audit',
  'status=failing',
]

export const steady: Measurement = async (work) => {
  const server = await portlight(work)
  try {
    const list = `${server.url}${listPath('pods')}`
    await sleep(1_000)
    const idle = await server.memory()
    const plain = await times(50, () => time(list))
    await sleep(1_000)
    const after = await server.memory()
    const cold = await time(`${list}?sort=-restarts`)
    const warm: number[] = []
    for (const query of [...orders, ...orders, ...orders]) warm.push(await time(`${list}?${query}`))
    await sleep(1_000)
    const filled = await server.memory()
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
      {
        id: 'P18',
        name: `a sort over ${count} pods, cold, until exact`,
        unit: 's',
        values: [cold / 1000],
        goal: goals.coldSort,
        how: '`?sort=-restarts`, the first that needs all rows: request to last byte; all rows are read by a watch',
      },
      {
        id: 'P6',
        name: `sort or filter over ${count} pods, collection filled`,
        unit: 'ms',
        values: warm,
        goal: goals.sort,
        how: `request to last byte, the page’s 100 rows drawn: ${orders.map((query) => `\`?${query}\``).join(', ')}`,
      },
      weight('idle', idle.now, 'a kubeconfig read, no page asked for'),
      weight('after 50 list pages', after.now, '1 s after 50 times page 1'),
      weight(
        'all rows kept',
        filled.now,
        `1 s after ${warm.length + 1} sorts and filters over all rows; at most ${Math.round(filled.most)} MB between`,
      ),
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
