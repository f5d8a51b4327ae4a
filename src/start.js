// Runs on any Node from 16 on: says what to do where this Node is too old, else starts Portlight.
const needed = 24
const major = Number(process.versions.node.split('.')[0])

if (major >= needed) {
  await import('./main.ts')
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
