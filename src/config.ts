/** What the process is told by flags and environment: read once, checked once, frozen. */
import { readFileSync } from 'node:fs'
import { parseArguments } from './config/arguments.ts'
import { ConfigError } from './config/error.ts'
import { options, table, type Config, type Option } from './config/options.ts'
import { environmentName, flagName } from './config/names.ts'
import { helpText } from './config/print.ts'

export { configTable } from './config/print.ts'
export { ConfigError } from './config/error.ts'
export type { Config } from './config/options.ts'

/** The environment as `process.env` gives it; an empty value is unset. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What `--help` or `--version` asks to be printed instead of starting; null when neither is asked.
 * @param argv arguments without the program's own name.
 */
export function printed(argv: readonly string[]): string | null {
  if (argv.includes('--help') || argv.includes('-h')) return helpText()
  return argv.includes('--version') ? version() : null
}

/**
 * Flags win over environment, environment over defaults.
 * @param argv arguments without the program's own name.
 * @throws ConfigError with one line for each thing that is wrong.
 */
export function readConfig(argv: readonly string[], env: Environment): Config {
  const { values, problems } = parseArguments(argv)
  const given = new Map(table.map((option) => [option.key, pick(option, values, env)]))
  const texts = [...given].map(([key, { text }]) => [key, text] as const)
  const result = options.safeParse(Object.fromEntries(texts))
  if (result.success && problems.length === 0) return agreeing(result.data)
  const bad = new Set(result.error?.issues.map((issue) => issue.path[0]))
  for (const option of table.filter(({ key }) => bad.has(key))) {
    const { from, text } = given.get(option.key) ?? pick(option, values, env)
    problems.push(`${from}: “${text}” is not ${option.expected}.`)
  }
  throw new ConfigError(problems)
}

/** The text of an option and where it was said. */
function pick(option: Option, flags: ReadonlyMap<string, string>, env: Environment) {
  const flag = flags.get(option.key)
  if (flag !== undefined) return { from: flagName(option.key), text: flag }
  const name = environmentName(option.key)
  const text = env[name]
  if (text !== undefined && text !== '') return { from: name, text }
  const pod = (env['KUBERNETES_SERVICE_HOST'] ?? '') !== ''
  const fallback = pod ? option.inPod : undefined
  return { from: flagName(option.key), text: fallback ?? option.fallback }
}

/** What no option can see alone. */
function agreeing(config: Config): Config {
  if (config.signIn === 'none' && !config.demo && !loopback(config.host)) {
    throw new ConfigError([
      `--sign-in=none with --host=${config.host} would let everybody who reaches this address act with the rights behind it: use --host=127.0.0.1, or --sign-in=token.`,
    ])
  }
  if (config.signIn === 'bearer' && config.trustedProxies.length === 0) {
    throw new ConfigError([
      '--sign-in=bearer takes tokens from trusted proxies only: say which these are with --trusted-proxies.',
    ])
  }
  return Object.freeze(config)
}

function loopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/u.test(host)
}

/** The version that package.json states. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const parsed: unknown = JSON.parse(text)
  const value = typeof parsed === 'object' && parsed !== null && 'version' in parsed
  return value ? String(parsed.version) : 'unknown'
}
