/** What a terminal says of those that it depends on, when it broke off or does not answer. Pure. */
import type { Why } from '../terminals.ts'

export interface WhySaid {
  readonly text: string
  readonly next: string
  /** Of who was asked. */
  readonly words: string
}

/** Nothing of it is left that one could come back to. */
export const isOver = ({ by }: Why): boolean => by === 'gone' || by === 'ending' || by === 'over'

const list = 'Go back to the list: another like it may run.'
const logs = 'Its logs may say why. Press Enter once it runs again.'
const back = 'Press Enter to open a new one when it is back; the container itself may run on.'

/** Of one that has ended; null: nothing was found. */
export function whySaid(why: Why): WhySaid | null {
  switch (why.by) {
    case 'server':
      return { text: serverText(why), next: back, words: why.words }
    case 'node':
      return { text: nodeText(why), next: back, words: why.words }
    case 'gone':
      return { text: 'Its pod is gone.', next: list, words: '' }
    case 'ending':
      return { text: 'Its pod is being deleted.', next: list, words: '' }
    case 'over':
      return { text: `Its container has ended (${why.words}).`, next: logs, words: '' }
    case 'nothing':
    default:
      return null
  }
}

/** Of one that is still open, and waits. */
export function silentSaid(why: Why): Pick<WhySaid, 'text' | 'next'> {
  const text = whySaid(why)?.text ?? 'It does not answer.'
  return { text, next: 'What you type waits until it answers; Close gives it up.' }
}

const serverText = ({ late }: { readonly late: boolean }): string =>
  late ? 'The API server does not answer.' : 'The API server has ended, or is being restarted.'

function nodeText({ node, words }: { readonly node: string; readonly words: string }): string {
  const name = node === '' ? 'its node' : `node ${node}`
  // The machine is there, and nothing listens.
  if (words.includes('connection refused'))
    return `The kubelet of ${name} has ended, or is being restarted.`
  return `${name.replace(/^./, (first) => first.toUpperCase())} does not answer: its kubelet stands still, or it cannot be reached.`
}
