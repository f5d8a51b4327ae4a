/** Where the keys that seal sessions come from. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { secrets } from '../../src/auth/secrets.ts'
import { ConfigError, readConfig } from '../../src/config.ts'
import { folder } from '../clusters/support.ts'
import { portlight } from '../support/program.ts'

const [one, two, three] = ['1'.repeat(22), '2'.repeat(44), '3'.repeat(22)]

function read(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const said: string[] = []
  const found = secrets(readConfig(args, env), env, (level, message) => {
    said.push(`${level} ${message}`)
  })
  return { found, said }
}

function keyFile(text: string): string {
  const path = join(folder(), 'key')
  writeFileSync(path, text)
  return path
}

test('a file has a key a line; blanks around them and empty lines are nothing', () => {
  const file = keyFile(`\n ${one}\r\n\n${two}\t\n`)
  expect(read([`--session-key-file=${file}`]).found).toEqual([one, two])
  expect(read([], { PORTLIGHT_SESSION_KEY_FILE: file }).found).toEqual([one, two])
})

test('the environment has keys too, and wins over the file', () => {
  const file = keyFile(one)
  const env = { PORTLIGHT_SESSION_KEY: `${two}\n${three}` }
  expect(read([], env).found).toEqual([two, three])
  expect(read([`--session-key-file=${file}`], env).found).toEqual([two, three])
})

test('an empty variable is unset: the file counts', () => {
  const file = keyFile(one)
  expect(read([`--session-key-file=${file}`], { PORTLIGHT_SESSION_KEY: '' }).found).toEqual([one])
})

test.each([['hunter2'], ['x'.repeat(21)], [`${one}\nhunter2`]])(
  'a key of less than 22 characters is refused with words, which do not repeat it: %j',
  (text) => {
    const file = keyFile(text)
    for (const run of [
      () => read([], { PORTLIGHT_SESSION_KEY: text }),
      () => read([`--session-key-file=${file}`]),
    ]) {
      expect(run).toThrow(ConfigError)
      expect(run).toThrow(/^The session key is too short: at least 22 characters.*openssl rand/)
      expect(run).not.toThrow(/hunter2|xxx|111/)
    }
  },
)

test('a file that cannot be read is named with the reason', () => {
  const file = keyFile('')
  rmSync(file)
  expect(() => read([`--session-key-file=${file}`])).toThrow(
    `--session-key-file: “${file}” cannot be read: ENOENT`,
  )
})

test.each(['', '\n', ' \r\n\t\n'])('a file without a key in it is named: %j', (text) => {
  const file = keyFile(text)
  for (const env of [{}, { PORTLIGHT_SESSION_KEY: '' }])
    expect(() => read([`--session-key-file=${file}`], env)).toThrow(
      `--session-key-file: there is no key in “${file}”.`,
    )
})

test('without a key one is made, another each time; a warning only where people sign in', () => {
  const token = read(['--sign-in=token'])
  expect(token.found).toHaveLength(1)
  expect(token.found[0].length).toBeGreaterThanOrEqual(43)
  expect(read(['--sign-in=token']).found).not.toEqual(token.found)
  expect(token.said).toEqual([expect.stringMatching(/^warn No session key is set.*sign in again/)])
  expect(token.said.join()).not.toContain(token.found[0])
  expect(read(['--sign-in=none']).said).toEqual([])
  expect(read(['--sign-in=token'], { PORTLIGHT_SESSION_KEY: one }).said).toEqual([])
})

test('the program does not start with a key that is too short, and says why', async () => {
  await expect(
    portlight(['--sign-in=token'], { PORTLIGHT_SESSION_KEY: 'hunter2', KUBECONFIG: keyFile('') }),
  ).rejects.toThrow(/^The session key is too short(?!.*hunter2)/s)
})
