/** Makes public/dist: Tailwind's CSS, and one script of htmx and our behaviours. Runs before start and test. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { minifySync } from 'rolldown/utils'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
mkdirSync(here('dist'), { recursive: true })

const tailwind = here('../node_modules/@tailwindcss/cli/dist/index.mjs')
for (const [from, to] of [
  ['css/main.css', 'dist/main.css'],
  ['page/logs.css', 'dist/logs.css'],
  ['page/overview.css', 'dist/overview.css'],
  ['page/edit.css', 'dist/edit.css'],
  ['page/fields.css', 'dist/fields.css'],
  ['page/run.css', 'dist/run.css'],
  ['page/dock.css', 'dist/dock.css'],
  ['page/drain.css', 'dist/drain.css'],
  ['page/terminal.css', 'dist/terminal.css'],
]) {
  const style = ['-i', here(from), '-o', here(to), '--minify']
  execFileSync(process.execPath, [tailwind, ...style], { stdio: ['ignore', 'ignore', 'pipe'] })
}
/* Ages are printed by the server and tick in the browser: one function, stripped of its types and exports. */
const age = stripTypeScriptTypes(readFileSync(here('../src/views/age.ts'), 'utf8')).replaceAll(
  /^export /gm,
  '',
)
/* Without comments and long names, which each cold page would carry. */
function small(scripts) {
  const { code, errors } = minifySync('own.js', scripts.join(';\n'))
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return code
}
async function bundle(from, to, format) {
  const bundled = await rolldown({ input: here(from), logLevel: 'silent' })
  await bundled.write({ file: here(to), format, minify: true })
  await bundled.close()
}
const read = (file) => readFileSync(here(file), 'utf8')
const behaviours = readdirSync(here('js')).map((file) => read(`js/${file}`))
const htmx = readFileSync(here('../node_modules/htmx.org/dist/htmx.min.js'), 'utf8')
const events = readFileSync(here('../node_modules/htmx.org/dist/ext/hx-sse.min.js'), 'utf8')
writeFileSync(
  here('dist/main.js'),
  [htmx, events, small([`(()=>{${age};window.age=age})()`, ...behaviours])].join(';\n'),
)
/* What one page alone needs. */
const ofLogs = ['logs', 'log-marks'].map((file) => read(`page/${file}.js`))
writeFileSync(here('dist/logs.js'), small(ofLogs))
writeFileSync(here('dist/edit.js'), small([read('page/edit.js')]))
await bundle('dock/main.js', 'dist/dock.js', 'iife')
/* A terminal is the library and a little around it; its search comes only when it is used. */
await bundle('terminal/main.js', 'dist/terminal.js', 'iife')
await bundle('terminal/find.js', 'dist/terminal-find.js', 'esm')
copyFileSync(here('icons/portlight.svg'), here('dist/portlight.svg'))

/* Compressed once here, not at each start. */
for (const name of [
  'main.css',
  'main.js',
  'logs.css',
  'logs.js',
  'overview.css',
  'edit.css',
  'fields.css',
  'dock.css',
  'dock.js',
  'drain.css',
  'edit.js',
  'run.css',
  'terminal.css',
  'terminal.js',
  'terminal-find.js',
  'portlight.svg',
]) {
  const body = readFileSync(here(`dist/${name}`))
  writeFileSync(here(`dist/${name}.br`), brotliCompressSync(body))
  writeFileSync(here(`dist/${name}.gz`), gzipSync(body, { level: 9 }))
}
