/** A command that changes something leads to its form: nothing is done before that is sent. Pure. */
import type { Lead } from './around.ts'
import { placed, resourceOf, type Spoken } from './kinds.ts'
import { type Said, Unclear } from './read.ts'
import type { Word } from './words.ts'

type Form = 'scale' | 'restart' | 'edit' | 'deletion'

const number = /^\d{1,10}$/

/** Where a kind has no such form its page says so. `KIND/NAME` or `KIND NAME`, a number behind it for a scale; without a name of the object on the page. */
export const formLead =
  (form: Form) =>
  (said: Said, { first, rest, around }: Spoken): Lead => {
    const { words, more } = numbered(form, rest)
    const asked = { ...said, log: { ...replicasIn(said), ...more } }
    const [target, next, over] = words
    if (target === undefined) return here(form, asked, { first, rest, around })
    const [kind = '', slashed = ''] = target.text.split('/')
    const name = slashed === '' ? next : { ...target, text: slashed }
    const odd = slashed === '' ? over : next
    if (odd !== undefined) throw new Unclear(odd, `What is “${odd.text.slice(0, 60)}” for?`)
    if (name === undefined) throw nameless(first)
    return placed(asked, resourceOf(kind, target, around), name.text, around, form)
  }

/** Of a form's address only the number counts. */
const replicasIn = ({ log: { replicas } }: Said) => (replicas === undefined ? {} : { replicas })

function numbered(form: Form, rest: readonly Word[]) {
  const last = rest.at(-1)
  if (form !== 'scale' || last === undefined || !number.test(last.text))
    return { words: rest, more: {} }
  return { words: rest.slice(0, -1), more: { replicas: last.text } }
}

function here(form: Form, { log }: Said, { first, around }: Spoken): Lead {
  const { object, urls, cluster } = around
  if (object === null) throw nameless(first)
  return { href: urls.part(cluster, object, form, log) }
}

const nameless = (first: Word) =>
  new Unclear(first, `Of which object? For example “:${first.text} deploy/cart -n shop”.`)
