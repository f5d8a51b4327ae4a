/** Why an image cannot be had, out of what the container runtime says. */

export interface Pull {
  /** `not found`. */
  readonly short: string
  /** What to look at. */
  readonly advice: string
}

/** States of a container whose image is not there. */
export const isPull = (reason: string): boolean => pulls.has(reason)
const pulls = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
  'SignatureValidationFailed',
])

const causes: readonly (readonly [RegExp, Pull])[] = [
  [
    /InvalidImageName|invalid reference|couldn.t parse image|could not parse reference/i,
    { short: 'not a valid image name', advice: 'Correct the image’s name.' },
  ],
  [
    /ErrImageNeverPull|is not present with pull policy/i,
    {
      short: 'not on the node, and never pulled',
      advice: 'Bring the image to the node, or let it be pulled (imagePullPolicy).',
    },
  ],
  [
    /unauthorized|authentication required|denied|forbidden|\b40[13]\b/i,
    {
      short: 'no access',
      advice: 'Check the pull secrets of the pod and of its service account, and the image’s name.',
    },
  ],
  [
    /not found|manifest unknown|name unknown|does not exist|\b404\b/i,
    { short: 'not found', advice: 'Check the image’s name and tag, and whether it was pushed.' },
  ],
  [
    /toomanyrequests|rate limit|\b429\b/i,
    { short: 'the registry limits pulls', advice: 'Wait, or pull with an account or a mirror.' },
  ],
  [
    /no matching manifest|no match for platform/i,
    {
      short: 'not built for this node',
      advice: 'Build the image for the node’s architecture, or choose other nodes.',
    },
  ],
  [
    /no space left/i,
    { short: 'the node’s disk is full', advice: 'Free space on the node, or use another one.' },
  ],
  [
    /no such host|dial tcp|i\/o timeout|connection refused|deadline exceeded|unavailable|tls:|x509/i,
    {
      short: 'the registry cannot be reached',
      advice: 'Check the registry’s host name, the node’s network, DNS and certificates.',
    },
  ],
]

const unknown: Pull = { short: '', advice: 'Read what the container runtime says in the events.' }

/** @param said the waiting state's reason and message, or an event's message. */
export function pullOf(said: string): Pull {
  return causes.find(([form]) => form.test(said))?.[1] ?? unknown
}
