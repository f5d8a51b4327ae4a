/** Why the API server lets no pod be made, out of its words (admission plugins of kube-apiserver, 1.37). */
import type { To } from '../../kind.ts'
import { sentence } from './pod-status.ts'

export interface Refusal {
  /** `quota few: 2 of 2 pods are used`. */
  readonly short: string
  /** What to look at. */
  readonly advice: string
  readonly to?: To
}

type Form = readonly [RegExp, (match: RegExpExecArray, namespace: string) => Refusal]

const forms: readonly Form[] = [
  [
    /exceeded quota: (\S+), requested: (.+?), used: (.+?), limited: (\S+)/,
    ([, quota = '', , used = '', limited = ''], namespace) => ({
      short: `quota ${quota} is used up: ${usedUp(used, limited)}`,
      advice: 'Ask for less, remove what is not needed, or have the quota raised.',
      to: { resource: 'resourcequotas', namespace, name: quota },
    }),
  ],
  [
    /failed quota: (\S+): must specify (.+)/,
    ([, quota = '', what = ''], namespace) => ({
      short: `quota ${quota} wants ${what.split(',').join(', ')} to be set`,
      advice: 'Set these requests and limits on every container, or have a LimitRange set them.',
      to: { resource: 'resourcequotas', namespace, name: quota },
    }),
  ],
  [
    /violates PodSecurity "([^"]+)": (.+)/s,
    ([, level = '', why = '']) => ({
      short: `pod security ${level}: ${plainer(why)}`,
      advice: 'Change the security context of its containers, or the namespace’s labels.',
    }),
  ],
  [
    /error looking up service account [^/]+\/([^:]+):/,
    ([, name = '']) => ({
      short: `service account ${name} is not there`,
      advice: 'Create the service account, or name one that exists.',
    }),
  ],
  [
    /admission webhook "([^"]+)" denied the request: (.+)/s,
    ([, hook = '', why = '']) => ({
      short: `${hook} denied it: ${sentence(why)}`,
      advice: 'Read what the webhook wants changed.',
    }),
  ],
  [
    /failed calling webhook "([^"]+)"/,
    ([, hook = '']) => ({
      short: `webhook ${hook} does not answer`,
      advice: 'Look at the service behind the webhook: nothing is let in without it.',
    }),
  ],
]

/** Characters that are read: the forms take their time, and anybody who may write events writes them. */
const longest = 4000

/** @param whole the message of a ReplicaFailure condition or a FailedCreate event. */
export function refusal(whole: string, namespace = ''): Refusal {
  const message = whole.slice(0, longest)
  for (const [form, make] of forms) {
    const match = form.exec(message)
    if (match !== null) return make(match, namespace)
  }
  const short = sentence(message.replace(/^.*? is (?:forbidden|invalid): /s, ''))
  return { short, advice: 'Read what the API server says.' }
}

/** `pods=2` of `pods=2` → `2 of 2 pods`. */
function usedUp(used: string, limited: string): string {
  const most = new Map(limited.split(',').map((each) => pair(each)))
  return used
    .split(',')
    .map((each) => pair(each))
    .map(([what, amount]) => `${amount} of ${most.get(what) ?? '?'} ${what}`)
    .join(', ')
}

function pair(text: string): readonly [string, string] {
  const [what = '', amount = ''] = text.split('=')
  return [what.trim(), amount]
}

/** What is wrong without how to write it: `allowPrivilegeEscalation != false, runAsNonRoot != true`. */
const plainer = (why: string): string => why.replaceAll(/ \([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
