/** The table of options in print: for `--help`, and as Markdown for the README. */
import { table, type Option } from './options.ts'
import { environmentName, flagName } from './names.ts'

/** What `--help` prints. */
export function helpText(): string {
  const lines = table.flatMap((option) => [
    `  ${flag(option)}`,
    ...wrapped(`${option.help} ${origin(option)}`).map((line) => `      ${line}`),
  ])
  return [
    'Portlight: look into a Kubernetes cluster in the browser.',
    '',
    'npm start -- [flags]',
    '',
    ...lines,
    '  --help\n  --version',
  ].join('\n')
}

/** The README's table. */
export function configTable(): string {
  const lines = table.map((option) =>
    [code(flag(option)), code(environmentName(option.key)), defaults(option, code), option.help]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | '),
  )
  return [
    '| Flag | Environment | Default | |',
    '|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n')
}

function flag(option: Option): string {
  return option.value === null ? flagName(option.key) : `${flagName(option.key)}=${option.value}`
}

function origin(option: Option): string {
  const text = defaults(option, (value) => value)
  return `[${environmentName(option.key)}${text === '' ? '' : `; default ${text}`}]`
}

function defaults(option: Option, mark: (text: string) => string): string {
  if (option.value === null || option.fallback === '') return ''
  const inPod = option.inPod === undefined ? '' : `; in a pod ${mark(option.inPod)}`
  return mark(option.fallback) + inPod
}

function code(text: string): string {
  return `\`${text}\``
}

function wrapped(text: string, width = 90): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
