// Runs on any Node from 16 on: says what to do where this Node is too old, else starts Portlight.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const needed = 24
const major = Number(process.versions.node.split('.')[0])

if (major >= needed) {
  // What was compiled and stripped of its types once is read the next time: half the work of a start.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))
  await import('./main.ts')
  module.flushCompileCache()
} else {
  console.error(advice())
  process.exitCode = 2
}

function advice() {
  const found = `Portlight needs Node ${needed} or newer; this is Node ${process.versions.node}.`
  if (process.platform === 'darwin') {
    return `${found}\nOn macOS, install it (brew install node@${needed}, or https://nodejs.org) and run npm start again.`
  }
  return `${found}\nnpm ci brings Node ${needed} into node_modules/.bin: run npm ci, then npm start (not node src/start.js).`
}
