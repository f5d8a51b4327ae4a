/** Makes what an image runs: Portlight without types, with its views and built assets. `node deploy/strip.js OUT` */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const [to] = process.argv.slice(2)
if (to === undefined) throw new Error('Say where to: node deploy/strip.js dist/image')
const out = resolve(to)

for (const folder of ['src', 'views', 'public']) {
  rmSync(join(out, folder), { recursive: true, force: true })
}
for (const each of ['views', 'public/dist', 'package.json', 'LICENSE']) {
  cpSync(join(root, each), join(out, each), { recursive: true })
}
for (const file of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
  if (file.isFile()) place(join(file.parentPath, file.name))
}

/** Code loses its types and is named `.js`; what lies beside it is copied as it is. */
function place(from) {
  const target = join(out, from.slice(root.length))
  mkdirSync(dirname(target), { recursive: true })
  if (from.endsWith('.ts')) {
    const code = stripTypeScriptTypes(readFileSync(from, 'utf8'))
    writeFileSync(target.replace(/\.ts$/, '.js'), renamed(code))
  } else if (from.endsWith('.js')) writeFileSync(target, renamed(readFileSync(from, 'utf8')))
  else cpSync(from, target)
}

/** `from './x.ts'`, `import './x.ts'` and `import('./x.ts')` name the stripped file. */
function renamed(code) {
  return code.replaceAll(/(\b(?:from|import)\s*\(?\s*'\.{1,2}\/[^'\n]+)\.ts'/g, "$1.js'")
}
