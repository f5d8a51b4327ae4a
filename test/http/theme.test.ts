/** The theme's form: a cookie, and back to where one was, never elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'

let program: Program
beforeAll(async () => {
  program = await portlight(['--demo', '--base-path=/a/b'])
})
afterAll(() => program?.stop())

const headers = {
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
}
const post = (fields: Record<string, string>) =>
  ask(program.address, '/a/b/theme', {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields).toString(),
  })

test('a theme is a cookie of the base path that scripts cannot read', async () => {
  const { headers: given } = await post({ theme: 'dark', to: '/a/b/c/demo/pods?q=a%20b' })
  expect(given['set-cookie']).toEqual([
    'pl_theme=dark; Max-Age=31536000; Path=/a/b; HttpOnly; SameSite=Lax',
  ])
  expect(given.location).toBe('/a/b/c/demo/pods?q=a%20b')
})

test('the page that follows wears it', async () => {
  const { body } = await ask(program.address, '/a/b/c/demo/pods', {
    headers: { cookie: 'pl_theme=dark' },
  })
  expect(body).toContain('data-theme="dark"')
})

test('as the system says takes the cookie away', async () => {
  const { headers: given } = await post({ theme: '', to: '/a/b/' })
  expect(given['set-cookie']?.join()).toMatch(/^pl_theme=; Max-Age=0; Path=\/a\/b/)
})

test('a cookie that is none of the themes is not believed', async () => {
  const { body } = await ask(program.address, '/a/b/c/demo/pods', {
    headers: { cookie: 'pl_theme="><script>' },
  })
  expect(body).toContain('<html lang="en" data-theme="">')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/a/b/..//evil.example',
  '/a/b\\evil',
  'javascript:alert(1)',
  'data:text/html,x',
  'http:evil.example',
  '/elsewhere',
  '/a/bc/d',
  '/a/b/\r\nset-cookie: x=1',
  '/a/b/\t/evil.example',
  ' /a/b/',
  '',
  '@evil.example',
])('a way back that is not ours leads nowhere else: %j', async (to) => {
  const { headers: given } = await post({ theme: 'dark', to })
  const location = new URL(given.location ?? '', program.address)
  expect(location.origin).toBe(program.address.origin)
  expect(given.location).toMatch(/^\/a\/b\//)
  expect(given['set-cookie']).toHaveLength(1)
})

test('served over https it never goes in the clear', async () => {
  const secure = await portlight(['--demo', '--secure'])
  const { headers: given } = await ask(secure.address, '/theme', {
    method: 'POST',
    headers,
    body: 'theme=dark',
  })
  await secure.stop()
  expect(given['set-cookie']).toEqual([
    'pl_theme=dark; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax',
  ])
})
