/** What seals cookies: from the environment, a file, or made for this run. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Config, ConfigError, type Environment } from '../config.ts'
import type { Log } from '../http/log.ts'

/** Characters that a secret has at least: 16 random bytes in base64. */
const least = 22

/** @throws ConfigError for a file that cannot be read, or a secret that is too short. */
export function secrets(config: Config, env: Environment, log: Log): [string, ...string[]] {
  const given = (env['PORTLIGHT_SESSION_KEY'] || read(config.sessionKeyFile)).split('\n')
  const [first, ...rest] = given.map((line) => line.trim()).filter((line) => line !== '')
  if (first === undefined && config.sessionKeyFile !== null)
    throw new ConfigError([`--session-key-file: there is no key in “${config.sessionKeyFile}”.`])
  if (first === undefined) return [made(config, log)]
  const short = [first, ...rest].some((line) => line.length < least)
  if (!short) return [first, ...rest]
  throw new ConfigError([
    `The session key is too short: at least ${least} characters, such as “openssl rand -base64 32” prints.`,
  ])
}

function read(file: string | null): string {
  if (file === null) return ''
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ConfigError([`--session-key-file: “${file}” cannot be read: ${why}.`])
  }
}

function made({ signIn }: Config, log: Log): string {
  if (signIn !== 'none') {
    log(
      'warn',
      'No session key is set: people sign in again after a restart, and replicas do not share sessions. Set --session-key-file or PORTLIGHT_SESSION_KEY.',
    )
  }
  return randomBytes(32).toString('base64url')
}
