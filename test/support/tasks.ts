/** Runs of tests: what they do is the test’s own, no API server is asked. */
import { KubeError } from '../../src/errors.ts'
import { connect } from '../../src/kube.ts'
import { type Came, type Item, type Run, Runs, type Task } from '../../src/runs.ts'
import { pods } from './resources.ts'

/** Nobody listens there. */
const address = { cluster: 'none', url: new URL('http://127.0.0.1:9') }
export const kube = connect(address, { headers: async () => ({}) }).kube()

export function book() {
  const unforeseen: unknown[] = []
  const down = new AbortController()
  const runs = new Runs({ down: down.signal, unforeseen: (error) => unforeseen.push(error) })
  return { runs, down, unforeseen }
}

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `uid-${at}`,
    name: `pod-${at}`,
    namespace: 'shop',
    href: `/c/x/pods/shop/pod-${at}`,
  }))

export const task = (count: number, act: Task['act'], more: Partial<Task> = {}): Task => ({
  title: 'Delete pods',
  resource: pods,
  back: '/c/x/pods',
  kubectl: '',
  items: items(count),
  act,
  ...more,
})

export const done: Came = { state: 'done', words: 'Deleted' }
export const asked = { verb: 'delete', resource: 'pods', namespace: 'shop', name: 'x' }
export const answer = (status: number) =>
  new KubeError(asked, { status, reason: '', message: `said ${status}` })
export const states = ({ steps }: Run) => steps.map(({ state }) => state)

/** One that waits until it is cancelled, as an eviction waits for its budget. */
export const waits: Task['act'] = async (_, { signal }, tell) => {
  tell('disruption budget web allows 0')
  const { promise, reject } = Promise.withResolvers<Came>()
  signal.addEventListener('abort', () => reject(signal.reason as Error))
  return promise
}
