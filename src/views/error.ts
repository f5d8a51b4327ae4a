/** A failure as a page: what, where, and what to try. Pure. */
import {
  type AppError,
  type Asked,
  InvalidInput,
  KubeError,
  NotFound,
  NotSignedIn,
  Refused,
  Unprintable,
  Unreachable,
} from '../errors.ts'
import type { Link, Shell } from './shell.ts'
import { quoted } from './words.ts'

export interface ErrorPage {
  readonly shell: Shell
  readonly status: number
  readonly title: string
  /** The sentence that matters: the API server's own words where it has spoken. */
  readonly said: string
  readonly advice: readonly string[]
  /** Commands that check it. */
  readonly commands: readonly string[]
  /** `here`: in the dock, not in the page around it. */
  readonly links: readonly (Link & { readonly here?: boolean })[]
  /** Where a form leads that asks for namespaces: all of them at once were refused. Empty for none. */
  readonly form: string
}

/** Where the person was: what advice and links can name. */
export interface ErrorPlace {
  /** The cluster's own name, as kubectl's `--context`; empty where it is no context. */
  readonly context: string
  readonly ways: readonly Link[]
  /** The list that was asked for, without its query. */
  readonly list: string
}

type Words = Omit<ErrorPage, 'shell' | 'status' | 'links' | 'form'>

export function errorPage(error: AppError, at: ErrorPlace): Omit<ErrorPage, 'shell'> {
  const refused =
    error instanceof KubeError && error.status === 403 && error.asked.everywhere === true
  return { status: error.status, links: at.ways, form: refused ? at.list : '', ...words(error, at) }
}

function words(error: AppError, at: ErrorPlace): Words {
  if (error instanceof KubeError) return kube(error, at)
  if (error instanceof Unreachable) return unreachable(error, at)
  if (error instanceof NotFound) return plain(`No such ${error.what}`, error.message)
  if (error instanceof NotSignedIn) return plain('Not signed in', error.message)
  if (error instanceof Unprintable) return unprintable(error, at)
  if (error instanceof Refused) return plain('Refused', error.message)
  if (error instanceof InvalidInput) {
    return {
      ...plain('This cannot be used', ''),
      advice: Object.entries(error.fields).map(([name, text]) => `${name}: ${text}`),
    }
  }
  return plain('Something is wrong here', error.message)
}

function unreachable(error: Unreachable, at: ErrorPlace): Words {
  const asked = error.step !== 'configuration' && error.step !== 'credential'
  return {
    title: asked ? `${error.cluster} does not answer` : `${error.cluster} cannot be used`,
    said: error.message,
    advice: [
      ...(error.message.includes(error.step) ? [] : [`It failed at this step: ${error.step}.`]),
      error.advice,
    ],
    commands: error.step === 'configuration' ? [] : [`kubectl${context(at)} get --raw /readyz`],
  }
}

function unprintable({ message, asked }: Unprintable, at: ErrorPlace): Words {
  const { verb, resource, namespace, name } = asked
  const where = namespace === null ? '' : ` -n ${quoted(namespace)}`
  const what = `${quoted(`${resource}/${name}`)}${where}`
  const edits = verb === 'update'
  return {
    title: edits ? 'It cannot be edited here' : 'It cannot be shown as YAML',
    said: message,
    advice: [],
    commands: [`kubectl${context(at)} ${edits ? 'edit' : 'get'} ${what}${edits ? '' : ' -o json'}`],
  }
}

const plain = (title: string, said: string): Words => ({ title, said, advice: [], commands: [] })

const titles: Readonly<Record<number, string>> = {
  403: 'You may not see this',
  404: 'Not found',
  409: 'It has changed meanwhile',
  410: 'This is too old to go on from',
  429: 'The API server is busy',
  503: 'The API server cannot serve this now',
}

function kube(error: KubeError, at: ErrorPlace): Words {
  const { asked } = error
  const advice = error.causes.map(({ field, message }) =>
    field === '' ? message : `${field}: ${message}`,
  )
  if (error.status === 403) advice.push(missing(asked))
  if (error.status === 404 && asked.name !== null)
    advice.push('It may have been deleted since: what replaces it often has another name.')
  if (error.retryAfter !== null) advice.push(`It asks to be left alone for ${error.retryAfter} s.`)
  return {
    title: titles[error.status] ?? `The API server answered ${error.status}`,
    said: error.message,
    advice,
    commands: error.status === 403 && asked.resource !== '' ? [canI(asked, at)] : [],
  }
}

function missing({ verb, resource, namespace }: Asked): string {
  const where = namespace === null ? 'in the whole cluster' : `in namespace ${namespace}`
  return `What is missing: the verb “${verb}” on “${resource}” ${where}.`
}

/** The line that asks the same of the API server. */
function canI(asked: Asked, at: ErrorPlace): string {
  const { verb, resource, namespace, name } = asked
  /* Without it kubectl asks about the context's own namespace. */
  const everywhere = asked.everywhere === true ? ' -A' : ''
  const [whole = '', part] = resource.split('/')
  const what = name === null ? whole : `${whole}/${name}`
  const below = part === undefined ? '' : ` --subresource=${part}`
  const where = namespace === null ? everywhere : ` -n ${quoted(namespace)}`
  return `kubectl${context(at)} auth can-i ${verb} ${quoted(what)}${below}${where}`
}

const context = (at: ErrorPlace) => (at.context === '' ? '' : ` --context ${quoted(at.context)}`)
