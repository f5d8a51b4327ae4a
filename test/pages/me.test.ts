/** Who one is: as the API server says it, how one came, until when, as a page and as its own review. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Page, type Site, site } from '../support/site.ts'
import { connected, target } from '../support/target.ts'

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}

/** The rows of the page by their labels. */
const rows = ({ html }: Page): Record<string, readonly string[]> =>
  Object.fromEntries(
    html.querySelectorAll('main dt').map((label) => {
      const values = label.nextElementSibling?.querySelectorAll('.v') ?? []
      return [label.text, values.map((value) => value.text.trim())]
    }),
  )

async function tokenOf(): Promise<string> {
  const { authorization } = await (await target('admin')).credential.headers()
  return String(authorization ?? '').replace('Bearer ', '') || 'any'
}

describe('signed in', () => {
  let on: Site
  let headers: Readonly<Record<string, string>>
  beforeAll(async () => {
    on = await site({ noting: true, args: ['--sign-in=token'] })
    const body = new URLSearchParams({ token: await tokenOf() }).toString()
    const asked = { method: 'POST', headers: form, body }
    const answer = await on.ask(`${on.cluster}/go/sign-in`, asked)
    headers = { cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
  })
  afterAll(() => on?.stop())

  test('the page has the user, the groups, the way and the end, and a way out', async () => {
    const page = await on.page(`${on.cluster}/go/me`, { headers })
    const { username, groups } = await (await connected()).kube().identity()
    const said = rows(page)
    expect([page.status, said['User'], said['Groups']]).toEqual([200, [username], groups])
    expect(said['Cluster']?.[0]).toMatch(/^admin v1\.\d+/)
    expect(said['Signed in']).toEqual(['with a token, sealed in a cookie of this browser'])
    expect(said['Ends unless used']?.[0]).toMatch(/^in (?:120m|119m|2h) /)
    expect(said['Ends at the latest']?.[0]).toMatch(/^in \d+[hm]/)
    expect(page.html.querySelector('main form')?.getAttribute('action')).toBe(
      `${on.cluster}/go/sign-out`,
    )
    const line = page.html.querySelector('main .cli code')?.text
    expect(line).toBe('kubectl --context admin auth whoami')
  })

  test('the menu leads there', async () => {
    const { html } = await on.page(`${on.cluster}/pods`, { headers })
    expect(html.querySelector('header .menu a[href$="/go/me"]')?.getAttribute('href')).toBe(
      `${on.cluster}/go/me`,
    )
  })

  test('as JSON and YAML it is the review itself, asked anew', async () => {
    on.asked.length = 0
    const json = await on.ask(`${on.cluster}/go/me?as=json`, { headers })
    const { kind, status } = JSON.parse(json.body)
    expect([json.status, kind]).toEqual([200, 'SelfSubjectReview'])
    expect(status.userInfo.username).not.toBe('')
    expect(on.asked.filter((call) => call.includes('selfsubjectreviews'))).toHaveLength(1)
    const yaml = await on.ask(`${on.cluster}/go/me?as=yaml`, { headers })
    expect(yaml.body).toContain('kind: SelfSubjectReview\n')
    expect((await on.ask(`${on.cluster}/go/me?as=tsv`, { headers })).status).toBe(422)
  })

  test('without a session it is the form', async () => {
    expect((await on.page(`${on.cluster}/go/me`)).status).toBe(401)
  })
})

test('with a kubeconfig’s rights nobody signed in, and nothing ends', async () => {
  const on = await site()
  try {
    const page = await on.page(`${on.cluster}/go/me`)
    const said = rows(page)
    expect(said['Signed in']?.[0]).toMatch(/^not at all: .* kubeconfig/)
    expect(Object.keys(said)).not.toContain('Ends at the latest')
    expect(page.html.querySelector('main form')).toBeNull()
  } finally {
    await on.stop()
  }
})

test('an API server that forbids the review: its words, and the rest of the page', async () => {
  const on = await site({ fails: (call) => (call.includes('selfsubjectreviews') ? 403 : 0) })
  try {
    const page = await on.page(`${on.cluster}/go/me`)
    expect(page.status).toBe(200)
    expect(page.html.querySelector('main .note')?.text).toContain('does not say who you are')
    expect(rows(page)['Cluster']?.[0]).toContain('admin')
    expect(parse(page.body).querySelector('header .menu a[href$="/go/me"]')?.text).toBe(
      'Who you are',
    )
  } finally {
    await on.stop()
  }
})
