/** Commands that kinds name, for one cluster. Pure. */
import { quoted } from './words.ts'

/** @param context of the kubeconfig; empty: what the command takes by itself. Pasted into a terminal of another cluster it shall not meet that one. */
export const inContext = (line: string, context: string): string =>
  context === ''
    ? line
    : line
        .replace(/^kubectl(?= )/, `kubectl --context ${quoted(context)}`)
        .replace(/^helm(?= )/, `helm --kube-context ${quoted(context)}`)
