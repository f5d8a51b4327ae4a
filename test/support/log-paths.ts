/** All forms in which logs are asked for: a pod's and a workload's, page, stream, text, NDJSON, file. */
import type { PlayedLogs } from './played-logs.ts'

export async function logPaths({ log }: Pick<PlayedLogs, 'log'>): Promise<readonly string[]> {
  const pod = await log('cart')
  const workload = '/c/demo/deployments.apps/shop/storefront/logs'
  const forms = [
    '',
    '?watch=0',
    '?watch=0&q=line&level=error,info',
    '?as=txt',
    '?as=txt&follow=1',
    '?as=ndjson',
    '?as=ndjson&follow=1',
    '?as=txt&download=1',
  ]
  return [pod, workload].flatMap((path) => forms.map((form) => path + form))
}
