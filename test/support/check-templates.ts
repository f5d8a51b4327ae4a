/** Judges the templates: each as a TypeScript function of its declared input, and by the house's rules for what a template may do. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = `${root}dist/templates`

/** What may stand between `<%` and `%>`: conditions, loops over what is given, a layout. */
const statement =
  /^(?:if \(!?[\w.]+(?: (?:!==|===|>) (?:null|0|'[\w-]*'))?\) \{|\} else if \([\w.]+ === '[\w-]+'\) \{|\} else \{|for \(const \w+ of [\w.]+\) \{|\}|layout\('[\w/-]+', [\w.]+\))$/
/** What may be printed as it is: another template, or the page inside its layout. */
const raw = /^(?:include\('[\w/-]+', (?:[\w.]+|\{ [\w:., ]+ \})\)|it\.body)$/
const value = /^[\w.]+$/

/** @returns what is wrong, a line each; nothing when all is well. */
export function checkTemplates(): readonly string[] {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const eta = new Eta({ autoTrim: [false, 'nl'] })
  const names = readdirSync(`${root}views`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eta'))
    .map((file) => file.slice(0, -4).replaceAll('\\', '/'))
  const wrong = names.flatMap((name) => {
    const parsed = eta.parse(readFileSync(`${root}views/${name}.eta`, 'utf8'))
    writeFileSync(
      `${out}/${name.replaceAll('/', '.')}.ts`,
      asFunction(name, eta.compileBody(parsed)),
    )
    return parsed.flatMap((node) => (typeof node === 'string' ? [] : judge(name, node.t, node.val)))
  })
  return [...wrong, ...types()]
}

function judge(name: string, sort: string, text: string): readonly string[] {
  if (sort === 'e' && !statement.test(text)) return [`${name}: a template may not do this: ${text}`]
  if (sort === 'r' && !raw.test(text)) return [`${name}: this may not be printed as it is: ${text}`]
  if (sort === 'i' && !value.test(text))
    return [`${name}: print a value, do not compute one: ${text}`]
  return []
}

function asFunction(name: string, body: string): string {
  return `import type { Views } from '../../src/views.ts'
export function view(it: Views['${name}']): string {
const __eta = { res: '', e: (value: string | number | { exact: string }) => JSON.stringify(value) }
const include = <K extends keyof Views>(name: K, value: Views[K]): string => name + String(value)
const layout = <K extends keyof Views>(name: K, value: Omit<Views[K], 'body'>): void => { void name; void value }
void include; void layout; void it
${body}
return __eta.res
}
`
}

function types(): readonly string[] {
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false },
    include: ['*.ts'],
  }
  writeFileSync(`${out}/tsconfig.json`, JSON.stringify(config))
  try {
    execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', out], {
      encoding: 'utf8',
    })
    return []
  } catch (error) {
    const printed =
      error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    return printed.trim().split('\n')
  }
}

if (import.meta.main) {
  const wrong = checkTemplates()
  for (const line of wrong) console.error(line)
  if (wrong.length === 0) console.log('templates: types and rules hold')
  process.exitCode = wrong.length === 0 ? 0 : 1
}
