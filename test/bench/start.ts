/** P14: how long a process takes until it is ready. No API server is asked, so none runs beside it. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, goals } from './figure.ts'
import { root } from './image.ts'
import { asInImage, start } from './process.ts'
import { times } from './work.ts'

const pod = {
  args: [`--ca-file=${join(root, 'test/clusters/fixtures/loopback.crt')}`],
  env: { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '443' },
}

/** @param image the packed program. */
export async function startup(image: string): Promise<readonly Figure[]> {
  const packed = { ...pod, folder: image, program: asInImage }
  const typed = { ...pod, folder: root, program: ['src/start.js'] }
  const ready = await times(9, () => once(packed))
  const untouched = await times(5, () => once(typed))
  const how = 'from spawn to 200 of /readyz, asked every 5 ms, with a pod’s environment and CA file'
  return [
    {
      id: 'P14',
      name: 'ready after start, as in the image',
      unit: 'ms',
      values: ready.map(({ after }) => after),
      goal: goals.start,
      how: `\`node ${asInImage.join(' ')}\` of dist/image, ${how}`,
    },
    {
      id: '',
      name: 'ready after start, types and all',
      unit: 'ms',
      values: untouched.map(({ after }) => after),
      how: `\`node src/start.js\`, ${how}`,
    },
    {
      id: '',
      name: 'server RSS, idle, in-cluster mode',
      unit: 'MB',
      values: ready.map(({ rss }) => rss),
      how: 'VmRSS of each of those 9 processes 1 s after it was ready; nothing asked but /readyz',
    },
  ]
}

async function once(how: Parameters<typeof start>[0]): Promise<{ after: number; rss: number }> {
  const portlight = await start(how)
  try {
    await sleep(1_000)
    return { after: portlight.readyAfter, rss: (await portlight.memory()).now }
  } finally {
    await portlight.stop()
  }
}
