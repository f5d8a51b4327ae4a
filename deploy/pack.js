/** Makes what an image runs: Portlight and its libraries as a few files without types, with its views and built assets. `node deploy/pack.js OUT` */
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('../', import.meta.url))
const [to] = process.argv.slice(2)
if (to === undefined) throw new Error('Say where to: node deploy/pack.js dist/image')
const out = resolve(to)
const source = join(root, 'src')

for (const folder of ['src', 'views', 'public', 'licenses']) {
  rmSync(join(out, folder), { recursive: true, force: true })
}
for (const each of ['views', 'public/dist', 'package.json', 'LICENSE']) {
  cpSync(join(root, each), join(out, each), { recursive: true })
}
await bundle()
for (const beside of ['demo/world.yaml', 'demo/columns.tsv']) {
  cpSync(join(source, beside), join(out, 'src', beside))
}
for (const library of Object.keys(JSON.parse(read('package.json')).dependencies)) {
  mkdirSync(join(out, 'licenses', library), { recursive: true })
  cpSync(join(root, 'node_modules', library, 'LICENSE'), join(out, 'licenses', library, 'LICENSE'))
}

/** Names stay as they are: a stack in the log tells where. */
async function bundle() {
  const bundled = await rolldown({
    input: join(source, 'main.ts'),
    platform: 'node',
    logLevel: 'warn',
    plugins: [{ name: 'portlight:whence', transform: whence }],
  })
  await bundled.write({ dir: join(out, 'src'), format: 'esm', chunkFileNames: '[name].js' })
  await bundled.close()
}

/** Files that a module reads lie where they lay beside it, though it has moved up into `src/`. */
function whence(code, id) {
  if (!id.startsWith(source) || !code.includes('import.meta.url')) return null
  const from = JSON.stringify(`./${relative(source, id)}`)
  return code.replaceAll('import.meta.url', `new URL(${from}, import.meta.url)`)
}

function read(file) {
  return readFileSync(join(root, file), 'utf8')
}
