/** Back to an earlier template: what `kubectl rollout undo` does. Source: k8s.io/kubectl pkg/polymorphichelpers/rollback.go. */
import { difference } from '../edit.ts'
import { action, type Action, type Around, type Input, type Pick } from '../kind/action.ts'
import { revisionOf } from '../kinds/parts/deployment-sections.ts'
import { pods as podsRelation } from '../kinds/parts/workload-relations.ts'
import { templatePod, type Workload } from '../kinds/parts/workload.ts'
import type { KubeObject } from '../kube.ts'
import { counted } from '../views/words.ts'
import { historyOf, pods, type Revision } from './history.ts'

interface Rolled extends Workload {
  readonly spec?: Workload['spec'] & { readonly paused?: boolean }
}

const input = 'revision'
const paused =
  "Cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again."

const none = 'There is no earlier revision to go back to.'

/** @param resource what holds its revisions. */
function undo(resource: string): Action {
  const history = (object: Rolled, around: Around = {}) => historyOf(object, resource, around)
  return action<Rolled>({
    id: 'undo',
    title: 'Undo',
    needs: { verb: 'patch' },
    hindered: (object) =>
      object.spec?.paused === true ? paused : revisionOf(object) === '1' ? none : '',
    beside: (object) => {
      const labels = podsRelation.which(object)?.labels ?? ''
      const runs = object.kind === 'Deployment' ? [] : [{ resource: pods, labels, brief: true }]
      return [{ resource, labels }, ...runs]
    },
    stopped: (object, around) => {
      const { unseen = '', items = [] } = around[resource] ?? {}
      if (unseen !== '' && items.length === 0) return unseen
      return history(object, around).some(({ isNow }) => !isNow) ? '' : none
    },
    inputs: (object, around) => [chosen(history(object, around))],
    says: () =>
      'Its template becomes that of an earlier revision, which gets a new number: pods are replaced as its strategy says. How many there are stays as it is.',
    picks: (object, around) => ({
      input,
      title: 'Revisions',
      heads: ['Revision', 'Age', 'Runs now', 'Images', 'Cause'],
      rows: history(object, around).map((each) => pick(object, each)),
      before: now(object, object.kind === 'Deployment'),
    }),
    seen: ({ spec }) => JSON.stringify(spec?.template),
    effect: (object, { revision = '' }, _, around) => {
      const found = history(object, around).find(({ number }) => String(number) === revision)
      const body =
        found === undefined ? {} : difference(now(object, found.annotations !== null), then(found))
      return { patch: 'merge', body }
    },
    kubectl: ({ revision = '' }) => ['rollout undo', ...to(revision)],
    done: ({ revision = '' }) => `Undone: the template is that of revision ${revision} again`,
  })
}

const to = (revision: string) => (revision === '' ? [] : [`--to-revision=${revision}`])

/** The last one before that of now, as kubectl takes it. */
function chosen(history: readonly Revision[]): Input {
  const others = history.filter(({ isNow }) => !isNow)
  return {
    name: input,
    label: 'Revision',
    type: 'hidden',
    value: String(others[0]?.number ?? ''),
    wrong: (value) => {
      const found = history.find(({ number }) => String(number) === value)
      if (found === undefined)
        return `Unable to find specified revision ${value.slice(0, 40)} in history.`
      return found.isNow
        ? `Skipped rollback (current template already matches revision ${value}).`
        : ''
    },
  }
}

/** What of the object a revision is about. */
const now = ({ metadata: { annotations = {} }, spec }: KubeObject & Rolled, marks: boolean) => ({
  ...(marks && { metadata: { annotations } }),
  spec: { template: spec?.template ?? {} },
})

const then = ({ template, annotations }: Revision) => ({
  ...(annotations !== null && { metadata: { annotations } }),
  spec: { template },
})

function pick(object: Rolled, revision: Revision): Pick {
  const { number, created, cause, template, pods: running, isNow } = revision
  const { containers = [], initContainers = [] } =
    templatePod({ ...object, spec: { template } }).spec ?? {}
  const images = [...new Set([...containers, ...initContainers].map(({ image = '' }) => image))]
  return {
    value: String(number),
    said: [
      { text: String(number), ...(isNow && { note: 'now' }) },
      { text: '', time: created },
      { text: running === null ? 'not known' : counted(running, 'pod') },
      { text: images.join(', ') },
      { text: cause },
    ],
    isNow,
    after: then(revision),
  }
}

export const undoDeployment = undo('replicasets.apps')
export const undoSet = undo('controllerrevisions.apps')
