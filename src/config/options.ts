/** The one table of options: what each is called, takes, defaults to and is for. */
import { delimiter } from 'node:path'
import * as z from 'zod'
import { isNetwork } from './networks.ts'
import { colours } from '../views/cluster-mark.ts'
import { list, trimSlashes, whole } from './checks.ts'

/** What a person is told about one option. */
export interface About {
  /** What stands for the value in `--help`; null for a switch. */
  readonly value: string | null
  /** The default, as a person would write it; empty: not set. */
  readonly fallback: string
  /** The default inside a pod, where that differs. */
  readonly inPod?: string
  /** Completes “is not …”. */
  readonly expected: string
  readonly help: string
}

const about = z.registry<About>()

/** Each option takes the text of a flag or a variable and gives what the program works with. */
export const options = z.object({
  host: z
    .string()
    .regex(/^[\w.:-]+$/u)
    .register(about, {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      inPod: '0.0.0.0',
      expected: 'an address or a host name to listen on, such as 127.0.0.1 or ::',
      help: 'Address to listen on.',
    }),
  port: z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .register(about, {
      value: 'PORT',
      fallback: '8080',
      expected: 'a port, 0 (any free one) to 65535',
      help: 'Port to listen on; 0 takes any free one.',
    }),
  metricsPort: z
    .string()
    .regex(/^\d{0,5}$/u)
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(z.number().max(65_535).nullable())
    .register(about, {
      value: 'PORT',
      fallback: '',
      expected: 'a port, 0 (any free one) to 65535',
      help: 'Port that gives /metrics, in Prometheus’ form, and nothing else; without it there are none. Never one that people reach.',
    }),
  drainWait: whole(0, 60).register(about, {
    value: 'SECONDS',
    fallback: '0',
    inPod: '5',
    expected: 'a number of seconds, 0 to 60',
    help: 'Seconds that requests are still taken after SIGTERM, while /readyz says 503, until whoever sends them has heard of it.',
  }),
  basePath: z
    .string()
    .transform(trimSlashes)
    .pipe(z.string().regex(/^(\/(?!\.\.?(\/|$))[\w.~-]+)*$/u))
    .register(about, {
      value: 'PATH',
      fallback: '',
      expected: 'a path such as /portlight, of letters, digits, “.”, “_”, “~” and “-”',
      help: 'Path in front of every address, as the proxy before Portlight passes it on.',
    }),
  hosts: list(',', /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/iu).register(about, {
    value: 'NAMES',
    fallback: '',
    expected: 'a list of host names with or without a port, such as portlight.example.org,ops:8443',
    help: 'Further host names that requests may be addressed to, separated by commas.',
  }),
  demo: z.stringbool().register(about, {
    value: null,
    fallback: 'false',
    expected: 'true or false',
    help: 'Show the embedded demo cluster and nothing else.',
  }),
  kubeconfig: list(delimiter, /^[^\0]+$/u).register(about, {
    value: 'FILES',
    fallback: '',
    expected: `one or several files, separated by “${delimiter}”`,
    help: 'Kubeconfig files, merged as kubectl merges them; read again when they change.',
  }),
  context: z
    .string()
    .transform((text) => (text === '' ? null : text))
    .register(about, {
      value: 'NAME',
      fallback: '',
      expected: 'the name of a context',
      help: 'Show this context of the kubeconfig only.',
    }),
  signIn: z.enum(['none', 'token', 'bearer']).register(about, {
    value: 'none|token|bearer',
    fallback: 'none',
    inPod: 'token',
    expected: 'none or token or bearer',
    help: 'How people prove who they are. none: everybody acts with the kubeconfig’s rights, on loopback only. token: each with a token of their own; a kubeconfig then gives addresses, CAs and proxies only. bearer: the same with the token that a trusted proxy in front, such as oauth2-proxy, sends with each request as `Authorization: Bearer`.',
  }),
  namespaces: list(',', /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/u).register(about, {
    value: 'NAMES',
    fallback: '',
    expected: 'a list of namespaces, such as shop,web',
    help: 'Namespaces to look in for people who may not list them, separated by commas. Each is checked as the person; one in which they may list nothing is never named to them.',
  }),
  clusterColours: list(',', new RegExp(`^[^=,]+=(${colours.join('|')})$`, 'u')).register(about, {
    value: 'NAME=COLOUR,…',
    fallback: '',
    expected: `a list such as prod-*=red,staging=amber, of the colours ${colours.join(', ')}`,
    help: `Colours that clusters have in the bar, by the context’s name, \`*\` for anything: ${colours.join(', ')}.`,
  }),
  production: list(',', /^[^=,]+$/u).register(about, {
    value: 'NAMES',
    fallback: '',
    expected: 'a list of clusters, such as prod,eu-*',
    help: 'Clusters that are marked “production” in the bar, by the context’s name, `*` for anything; red, where no colour is said.',
  }),
  sessionKeyFile: z
    .string()
    .transform((text) => (text === '' ? null : text))
    .register(about, {
      value: 'FILE',
      fallback: '',
      expected: 'a file',
      help: 'Secrets that seal the cookies of people who sign in, a line each: the first seals, all of them open. Without it, or PORTLIGHT_SESSION_KEY, one is made at each start: people then sign in again after a restart.',
    }),
  sessionIdle: whole(1, 10_080).register(about, {
    value: 'MINUTES',
    fallback: '120',
    expected: 'a number of minutes, 1 to 10080',
    help: 'Minutes without a request after which who signed in does so anew; a page that only shows changes asks for nothing.',
  }),
  sessionLongest: whole(1, 168).register(about, {
    value: 'HOURS',
    fallback: '12',
    expected: 'a number of hours, 1 to 168',
    help: 'Hours after which who signed in does so anew, however much was asked for, unless the token ends before.',
  }),
  secure: z.stringbool().register(about, {
    value: null,
    fallback: 'false',
    expected: 'true or false',
    help: 'Served over https by the proxy before Portlight: cookies are Secure.',
  }),
  trustedProxies: list(',', /^[\da-f.:]+(\/\d+)?$/iu)
    .refine((networks) => networks.every(isNetwork))
    .register(about, {
      value: 'NETWORKS',
      fallback: '',
      expected: 'a list of addresses and networks, such as 10.0.0.7,10.1.0.0/16',
      help: 'Proxies whose `X-Forwarded-For`, `-Host`, `-Port`, `-Proto` and `-Prefix` are believed, by address or network, separated by commas; without it nobody’s are.',
    }),
  localKey: z.stringbool({ truthy: ['on'], falsy: ['off'] }).register(about, {
    value: 'on|off',
    fallback: 'on',
    expected: 'on or off',
    help: 'Ask for the one-time key of the printed address where a kubeconfig’s rights are behind it.',
  }),
  caFile: z
    .string()
    .transform((text) => (text === '' ? null : text))
    .register(about, {
      value: 'FILE',
      fallback: '',
      expected: 'a file',
      help: 'CA of the API server when running in a pod: the ca.crt of the ConfigMap kube-root-ca.crt. Looked for in /var/run/secrets/kubernetes.io/serviceaccount and /etc/portlight otherwise.',
    }),
  frameAncestors: z
    .string()
    .regex(/^('none'|('self'|https?:\/\/[\w.:-]+)( ('self'|https?:\/\/[\w.:-]+))*)$/u)
    .register(about, {
      value: 'SOURCES',
      fallback: "'self'",
      expected: "'self', 'none' or origins such as https://portal.example.org, separated by spaces",
      help: 'Who may show Portlight in a frame, each by its exact origin, and hears how tall a page with `embed=1` is: the CSP’s frame-ancestors.',
    }),
  rowsMemory: z
    .string()
    .regex(/^\d{1,6}$/u)
    .transform(Number)
    .pipe(z.number().min(1))
    .register(about, {
      value: 'MB',
      fallback: '400',
      expected: 'a number of megabytes, 1 or more',
      help: 'Most memory that the rows of live lists take; beyond it a list says that it is not kept live.',
    }),
  readOnly: z.stringbool().register(about, {
    value: null,
    fallback: 'false',
    expected: 'true or false',
    help: 'Nobody changes anything through this Portlight: what would is refused (403), and the buttons are gone.',
  }),
  shell: z.stringbool({ truthy: ['on'], falsy: ['off'] }).register(about, {
    value: 'on|off',
    fallback: 'on',
    expected: 'on or off',
    help: 'Whether shells can be opened through this Portlight; never where it is read-only.',
  }),
  shellIdle: whole(1, 1440).register(about, {
    value: 'MINUTES',
    fallback: '30',
    expected: 'a number of minutes, 1 to 1440',
    help: 'Minutes without a key after which a shell is closed.',
  }),
  shellLongest: whole(1, 168).register(about, {
    value: 'HOURS',
    fallback: '8',
    expected: 'a number of hours, 1 to 168',
    help: 'Hours after which a shell is closed, whatever is typed.',
  }),
  log: z.enum(['text', 'json']).register(about, {
    value: 'text|json',
    fallback: 'text',
    inPod: 'json',
    expected: 'text or json',
    help: 'Form of the log on standard output.',
  }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).register(about, {
    value: 'LEVEL',
    fallback: 'info',
    expected: 'debug, info, warn or error',
    help: 'The least important lines that are logged: debug, info, warn or error.',
  }),
})

/** Every option's value, checked. */
export type Config = Readonly<z.output<typeof options>>

/** One row of the table. */
export interface Option extends About {
  /** The name in `Config`, `basePath`. */
  readonly key: string
}

export const table: readonly Option[] = Object.entries(options.shape).map(([key, check]) => {
  const told = about.get(check)
  if (told === undefined) throw new Error(`The option ${key} is not described.`)
  return { key, ...told }
})
