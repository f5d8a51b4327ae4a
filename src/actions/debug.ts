/** A container with tools beside those of a pod that have none, as `kubectl debug` puts it there. */
import { action, type Input } from '../kind/action.ts'
import { isOver, type Pod } from '../kinds/parts/pod.ts'
import { wrongLabel } from './label.ts'

/** kubectl's profiles, by what they give an ephemeral container (kubectl, pkg/cmd/debug/profiles.go). */
const profiles = {
  general: { capabilities: { add: ['SYS_PTRACE'] } },
  baseline: null,
  restricted: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  netadmin: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
  sysadmin: { privileged: true },
} as const

const words: Readonly<Record<keyof typeof profiles, string>> = {
  general: 'general: it may look into processes',
  baseline: 'baseline: what the namespace allows by itself',
  restricted: 'restricted: no privileges, not as root',
  netadmin: 'netadmin: it may change the network',
  sysadmin: 'sysadmin: privileged, all of the node',
}

const isProfile = (text: string): text is keyof typeof profiles => Object.hasOwn(profiles, text)

const all = ({ spec = {} }: Pod): readonly string[] =>
  [spec.containers, spec.initContainers, spec.ephemeralContainers].flatMap((some = []) =>
    some.map(({ name }) => name),
  )

/** One more each time: what is there stays there. */
function free(pod: Pod): string {
  const taken = new Set(all(pod))
  let number = 1
  while (taken.has(`debugger-${number}`)) number += 1
  return `debugger-${number}`
}

function nameInput(pod: Pod): Input {
  return {
    name: 'name',
    label: 'Name of the container',
    type: 'text',
    value: free(pod),
    wrong(value) {
      const wrong = wrongLabel(value, 'a container')
      if (wrong !== '' || !all(pod).includes(value)) return wrong
      return `There is a container “${value}” already.`
    },
  }
}

function inputs(pod: Pod): readonly Input[] {
  const targets = (pod.spec?.containers ?? []).map(({ name }) => name)
  return [
    {
      name: 'image',
      label: 'Image',
      type: 'text',
      value: 'busybox',
      hint: 'One that the node can pull, with a shell in it.',
      wrong: (value) =>
        /^[\w][\w./:@-]{0,500}$/.test(value) ? '' : 'An image is a name such as busybox:1.36.',
    },
    {
      name: 'target',
      label: 'Sees the processes of',
      type: 'choice',
      choices: [...targets.map((name) => [name, name] as const), ['', 'none']],
      value: targets[0] ?? '',
      wrong: (value) =>
        value === '' || targets.includes(value)
          ? ''
          : `There is no container “${value.slice(0, 80)}”.`,
    },
    {
      name: 'profile',
      label: 'Profile',
      type: 'choice',
      choices: Object.entries(words),
      value: 'general',
      wrong: (value) =>
        isProfile(value) ? '' : `A profile is one of ${Object.keys(words).join(', ')}.`,
    },
    nameInput(pod),
  ]
}

export const debug = action<Pod>({
  id: 'debug',
  title: 'Debug',
  needs: { verb: 'patch', subresource: 'ephemeralcontainers' },
  hindered: (pod) => (isOver(pod) ? 'It has ended: nothing runs beside it.' : ''),
  inputs,
  says: () =>
    'A container with tools runs beside those of the pod, in its network, and its terminal is opened. The pod goes on as it is.',
  warns: () => ['It stays until the pod is gone: Kubernetes takes no such container away again.'],
  effect(_, { image = '', target = '', profile = '', name = '' }) {
    const security = isProfile(profile) ? profiles[profile] : null
    const container = {
      name,
      image,
      stdin: true,
      tty: true,
      terminationMessagePolicy: 'File',
      ...(target !== '' && { targetContainerName: target }),
      ...(security !== null && { securityContext: security }),
    }
    return {
      patch: 'strategic',
      subresource: 'ephemeralcontainers',
      body: { spec: { ephemeralContainers: [container] } },
    }
  },
  kubectl: ({ image = '', target = '', profile = '', name = '' }) => [
    'debug',
    '-it',
    `--image=${image}`,
    ...(target === '' ? [] : [`--target=${target}`]),
    `--profile=${profile}`,
    `--container=${name}`,
  ],
  done: ({ name = '' }) => `Container ${name} was put beside the others`,
  leads: ({ name = '' }) => ({ part: 'attach', query: { container: name } }),
})
