/** What went wrong on the way to an API server, in words that a person can act on. */
import { Unreachable } from '../errors.ts'
import type { Step } from '../errors.ts'

/** Where a call is now; a deadline that passes names it. */
export interface Progress {
  step: Step
}

/** A failure whose step is known where it happens. Becomes `Unreachable` once the cluster is named. */
export class Fault extends Error {
  readonly step: Step
  readonly advice: string | null
  readonly late: boolean
  constructor(
    step: Step,
    message: string,
    options?: ErrorOptions & { advice?: string; late?: boolean },
  ) {
    super(message, options)
    this.step = step
    this.advice = options?.advice ?? null
    this.late = options?.late ?? false
  }
}

/** Any failure as `Unreachable`, by its code where there is one. */
export function unreachable(cluster: string, error: unknown, step: Step): Unreachable {
  if (error instanceof Unreachable) return error
  const fault = error instanceof Fault ? error : faultOf(error, step)
  const code = codeOf(fault.cause)
  const slow = fault.late || code === 'ETIMEDOUT'
  const advice = fault.advice ?? adviceOf(fault.step, code, slow)
  return new Unreachable(
    { cluster, step: fault.step, advice, late: slow },
    `${cluster} could not be reached (${fault.step}): ${redact(fault.message)}`,
    { cause: error },
  )
}

function faultOf(cause: unknown, step: Step): Fault {
  const said = cause instanceof Error ? cause.message : String(cause)
  return new Fault(stepOf(codeOf(cause)) ?? step, said, { cause })
}

/** The deadline passed at `step`. */
export function late(cluster: string, step: Step, ms: number): Unreachable {
  return new Unreachable(
    {
      cluster,
      step,
      late: true,
      advice: lateAdvice[step] ?? 'Try again; the cluster may be busy.',
    },
    `${cluster} gave no answer within ${ms / 1000} s (${step}).`,
  )
}

/** An error's code, its cause's included: `ECONNREFUSED`, `CERT_HAS_EXPIRED` … */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? codeOf(error.cause) : null
}

/** Takes out what looks like a credential: bearer words, JWTs, passwords in addresses. */
export function redact(text: string): string {
  return text
    .replace(/\b(bearer|basic)\s+\S+/gi, '$1 …')
    .replace(/\beyJ[\w-]+(\.[\w-]+)*/g, '…')
    .replace(/\/\/[^/@\s]+@/g, '//…@')
}

// Only for what fails outside `dial`, which knows its step by itself.
const stepCodes: readonly (readonly [RegExp, Step])[] = [
  [/^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_HTTP2_|ERR_STREAM)/, 'connection'],
  [/^(ERR_SSL|ERR_TLS|EPROTO)/, 'TLS'],
  [/^HPE_/, 'answer'],
  [/^(ERR_INVALID_CHAR|ERR_HTTP_INVALID_HEADER_VALUE)$/, 'credential'],
]

function stepOf(code: string | null): Step | null {
  if (code === null) return null
  return stepCodes.find(([pattern]) => pattern.test(code))?.[1] ?? null
}

const codeAdvice: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED:
    'The server’s certificate has expired: renew it, or check this machine’s clock.',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet: check the clocks of both machines.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate is for another name: check the server’s address, or set tls-server-name.',
  ECONNREFUSED: 'Nothing listens there: check address and port, and that the API server runs.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The server does not speak TLS on this port: check the address.',
  EPROTO: 'The server does not speak TLS on this port, or refuses our certificate.',
}

const stepAdvice: Readonly<Record<Step, string>> = {
  configuration: 'Check the cluster’s configuration.',
  credential: 'Check the credential or its plugin, or sign in again.',
  proxy: 'Check proxy-url and that the proxy lets this address through.',
  'name lookup': 'Check the server’s name and this machine’s DNS or VPN.',
  connection: 'Check the network or VPN on the way, then try again.',
  TLS: 'The certificate is not signed by the CA that the configuration names: check the CA data.',
  answer: 'Something else than an API server may answer at this address: check it.',
  queue: 'Many calls are under way: try again in a moment.',
}

const lateAdvice: Readonly<Record<Step, string>> = {
  ...stepAdvice,
  credential: 'The credential plugin or token source does not answer: run it by hand.',
  connection: 'Packets may be dropped on the way: check VPN and firewall.',
  TLS: 'The server takes connections but does not answer: check that it speaks TLS on this port.',
  answer: 'The cluster may be busy: try again.',
}

function adviceOf(step: Step, code: string | null, slow: boolean): string {
  if (slow) return lateAdvice[step]
  return (code === null ? undefined : codeAdvice[code]) ?? stepAdvice[step]
}
