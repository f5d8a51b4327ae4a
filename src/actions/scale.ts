/** How many pods a workload has: of whatever has the subresource `scale`. */
import { action, type Around, type Input, type Warning } from '../kind/action.ts'
import type { Autoscaler } from '../kinds/parts/autoscaler.ts'
import { autoscalers as relation } from '../kinds/parts/workload-relations.ts'
import type { KubeObject } from '../kube.ts'

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
const doubt = (now: number) => (typed: string) => {
  const wanted = Number(typed)
  const isFar = wanted > now * 10 && wanted > now + 50
  return isFar || (wanted === 0 && now > 10) ? `This makes ${wanted} replicas of ${now}.` : ''
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
    const owner = metadata.ownerReferences?.find((each) => each.controller === true)
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
      return [field(others.length === 0 ? (only ?? '') : '')]
    },
    now: (object) => `wants ${String(replicas(object))} now`,
  },
})
