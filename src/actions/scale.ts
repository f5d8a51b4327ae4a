/** How many pods a workload has: of whatever has the subresource `scale`. */
import { action, type Around, type Input, type Warning } from '../kind/action.ts'
import type { Autoscaler } from '../kinds/parts/autoscaler.ts'
import { autoscalers as relation } from '../kinds/parts/workload-relations.ts'
import type { KubeObject } from '../kube.ts'
import { controllerOf } from '../views/owner.ts'

interface Scaled extends KubeObject {
  readonly spec?: { readonly replicas?: number }
}

/** Deployments and others without a number have one. */
const replicas = ({ spec }: Scaled): number => spec?.replicas ?? 1

const most = 2_147_483_647

const field = (value: string): Input => ({
  name: 'replicas',
  label: 'Replicas',
  type: 'number',
  value,
  filled: true,
  wrong: (typed) => {
    const said = `“${typed.slice(0, 40)}”`
    if (!/^\d+$/.test(typed))
      return `${said} is no number of replicas: expected a whole number from 0.`
    return Number(typed) > most ? `${said} is too many: ${most} is the most.` : ''
  },
})

/** A digit too many makes ten times as many; of a few it does no harm. All of many gone does. */
const isFar = (now: number, wanted: number): boolean =>
  (wanted > now * 10 && wanted > now + 50) || (wanted === 0 && now > 10)

const doubt = (now: number) => (typed: string) =>
  isFar(now, Number(typed)) ? `This makes ${Number(typed)} replicas of ${now}.` : ''

/** Of those that go far, else of all together where their sum does: some small ones are many as well. */
const doubtOfMany = (objects: readonly Scaled[]) => (typed: string) => {
  const wanted = Number(typed)
  const far = objects.filter((object) => isFar(replicas(object), wanted))
  if (far.length > 0) return `This makes ${wanted} replicas of ${named(far)}.`
  const [now, then] = [sum(objects), wanted * objects.length]
  return isFar(now, then) ? `This makes ${then} replicas of ${now}, all of them together.` : ''
}

const sum = (objects: readonly Scaled[]): number =>
  objects.reduce((all, object) => all + replicas(object), 0)

/** Objects that a doubt names. */
const mostNamed = 5

/** `40 (cart), 12 (web/till) and of 3 more`, the farthest from nothing first; a namespace stands there where they are of several. */
function named(far: readonly Scaled[]): string {
  const isSpread = new Set(far.map(({ metadata }) => metadata.namespace)).size > 1
  const words = far
    .toSorted((a, b) => replicas(b) - replicas(a))
    .slice(0, mostNamed)
    .map((object) => {
      const { namespace = '', name } = object.metadata
      return `${replicas(object)} (${isSpread ? `${namespace}/` : ''}${name})`
    })
  const more = far.length - words.length
  return words.join(', ') + (more > 0 ? ` and of ${more} more` : '')
}

const autoscalers = 'horizontalpodautoscalers.autoscaling'

/** Who else decides how many there are. */
function scaledBy(object: Scaled, around: Around): readonly (string | Warning)[] {
  const { items = [], unseen = '' } = around[autoscalers] ?? {}
  const isIts = relation.keep?.(object) ?? (() => false)
  const known = items.filter(isIts).map(limits)
  return unseen === ''
    ? known
    : [...known, `Whether an autoscaler scales it is not known. ${unseen}`]
}

function limits({ metadata: { name, namespace }, spec }: Autoscaler): Warning {
  const { minReplicas = 1, maxReplicas = 0 } = spec ?? {}
  const off =
    minReplicas === 0 ? '' : ' At 0 it stops scaling, until somebody sets another number than 0.'
  return {
    text: `An autoscaler scales it, from ${minReplicas} to ${maxReplicas}: it sets another number when it wants one, and soon where yours is outside.${off}`,
    named: `Autoscaler ${name}`,
    to: { resource: autoscalers, namespace, name },
  }
}

export const scale = action<Scaled>({
  id: 'scale',
  title: 'Scale',
  needs: { verb: 'patch', subresource: 'scale' },
  hindered: ({ metadata, kind }) => {
    const owner = controllerOf(metadata)
    return owner === undefined
      ? ''
      : `${owner.kind} ${owner.name} decides how many: scale that instead of this ${kind}.`
  },
  beside: ({ metadata }) => (metadata.namespace === undefined ? [] : [{ resource: autoscalers }]),
  warns: (object, around = {}) => scaledBy(object, around),
  inputs: (object) => [{ ...field(String(replicas(object))), doubt: doubt(replicas(object)) }],
  says: (object) => `It wants ${String(replicas(object))} now.`,
  seen: (object) => String(replicas(object)),
  nowSaid: (object, { replicas: typed = '' }) =>
    `It is ${String(replicas(object))} now; you typed ${typed.slice(0, 40)}.`,
  effect: (_, { replicas: wanted }) => ({
    patch: 'merge',
    subresource: 'scale',
    body: { spec: { replicas: Number(wanted) } },
  }),
  kubectl: ({ replicas: wanted = '' }) => ['scale', `--replicas=${wanted}`],
  done: ({ replicas: wanted = '' }) => `Scaled to ${wanted}`,
  many: {
    says: 'Each of them is to have as many.',
    inputs: (objects) => {
      const [only, ...others] = new Set(objects.map((object) => String(replicas(object))))
      const value = others.length === 0 ? (only ?? '') : ''
      return [{ ...field(value), doubt: doubtOfMany(objects) }]
    },
    now: (object) => `wants ${String(replicas(object))} now`,
  },
})
