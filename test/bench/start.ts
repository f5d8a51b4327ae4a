/** P14: how long a process takes until it is ready. */
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, goals } from './figure.ts'
import { root } from './image.ts'
import { asInImage, start } from './process.ts'
import { type Measurement, times } from './work.ts'

export const startup: Measurement = async ({ image, cluster }) => {
  const { hostname, port } = new URL(cluster.server)
  const pod = {
    args: [`--ca-file=${join(dirname(cluster.kubeconfig), 'ca.crt')}`],
    env: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port },
  }
  const stripped = { ...pod, folder: image, program: asInImage }
  const typed = { ...pod, folder: root, program: ['src/start.js'] }
  const ready = await times(9, () => once(stripped))
  const untouched = await times(5, () => once(typed))
  const how = 'from spawn to 200 of /readyz, asked every 5 ms, with a pod’s environment and CA file'
  const figures: Figure[] = [
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
  return figures
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
