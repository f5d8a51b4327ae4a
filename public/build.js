/** Makes public/dist: Tailwind's CSS, and one script of htmx and our behaviours. Runs before start and test. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { minifySync } from 'rolldown/utils'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
mkdirSync(here('dist'), { recursive: true })

/* All pages have the first; the others belong to one kind of page each. */
const styles = [
  'css/main',
  'page/logs',
  'page/overview',
  'page/edit',
  'page/fields',
  'page/run',
  'page/dock',
  'page/embed',
  'page/drain',
  'page/terminal',
]
const named = (style) => `${basename(style)}.css`
const tailwind = here('../node_modules/@tailwindcss/cli/dist/index.mjs')
const styled = styles.map((style) => {
  const files = ['-i', here(`${style}.css`), '-o', here(`dist/${named(style)}`)]
  return promisify(execFile)(process.execPath, [tailwind, ...files, '--minify'])
})
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
writeFileSync(here('dist/embed.js'), small([read('page/embed.js')]))
writeFileSync(here('dist/edit.js'), small(['edit', 'heard'].map((file) => read(`page/${file}.js`))))
writeFileSync(here('dist/marks.js'), small([read('page/marks.js')]))
writeFileSync(here('dist/many.js'), small(['marks', 'many'].map((file) => read(`page/${file}.js`))))
await bundle('dock/main.js', 'dist/dock.js', 'iife')
/* A terminal is the library and a little around it; its search comes only when it is used. */
await bundle('terminal/main.js', 'dist/terminal.js', 'iife')
await bundle('terminal/find.js', 'dist/terminal-find.js', 'esm')
copyFileSync(here('icons/portlight.svg'), here('dist/portlight.svg'))

/* Compressed once here, not at each start. */
await Promise.all(styled)
const scripts = [
  'main.js',
  'logs.js',
  'edit.js',
  'embed.js',
  'many.js',
  'marks.js',
  'dock.js',
  'terminal.js',
  'terminal-find.js',
]
for (const name of [...styles.map(named), ...scripts, 'portlight.svg']) {
  const body = readFileSync(here(`dist/${name}`))
  writeFileSync(here(`dist/${name}.br`), brotliCompressSync(body))
  writeFileSync(here(`dist/${name}.gz`), gzipSync(body, { level: 9 }))
}
