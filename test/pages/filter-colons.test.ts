/** What holds a colon in the filter box: a field, an image, a name, or a slip that is marked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { keys, wrong } from '../support/rows.ts'
import { selected, steady } from '../support/selected.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const list = (q: string) =>
  on.page(`${on.cluster}/pods?l=${encodeURIComponent(steady)}&q=${encodeURIComponent(q)}&size=500`)
const images = (pod: object) =>
  (pod as { spec: { containers: { image: string }[] } }).spec.containers.map((one) => one.image)

test('what may have been meant is a click away, the rest stays as it was typed', async () => {
  const page = await list('-nothing=x  restarts >= 0 cart|login')
  expect(page.status).toBe(422)
  const links = page.html.querySelectorAll('#broken a')
  expect(links.map((one) => one.text)).toEqual(['restarts>=0', '/cart|login/'])
  const href = (at: number) => links[at]?.getAttribute('href')?.replaceAll('&amp;', '&') ?? ''
  expect(new URL(href(1), 'http://x').searchParams.get('q')).toMatch(
    /restarts >= 0 \/cart\|login\/$/,
  )
  const first = await list('restarts >= 0')
  const meant = first.html.querySelector('#broken a')?.getAttribute('href') ?? ''
  const next = await on.page(meant.replaceAll('&amp;', '&'))
  expect(next.status).toBe(200)
  expect(keys(next)).toEqual(await selected(steady))
})

describe('what holds a colon', () => {
  test('is marked where it names a field that is not there, and the rest filters', async () => {
    const page = await list('cart nod:worker-1')
    expect(page.status).toBe(422)
    expect(page.html.querySelectorAll('#broken mark').map((one) => one.text)).toEqual([
      'nod:worker-1',
    ])
    expect(wrong(page).join()).toMatch(/no field nod here.*Did you mean node:worker-1\?/)
    const every = await selected(steady)
    expect(keys(page)).toEqual(every.filter((key) => key.includes('cart')))
  })

  test('is an image where it looks like one, an address, or what stands in quotes', async () => {
    const pods = await items(`/api/v1/pods?labelSelector=${encodeURIComponent(steady)}`)
    const image = pods.flatMap(images).find((one) => /^[a-z.:\d/-]*:\d/.test(one))!
    const word = image.slice(image.lastIndexOf('/') + 1)
    const having = pods
      .filter((pod) => images(pod).some((one) => one.includes(word)))
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    for (const q of [word, `"${word}"`]) {
      const page = await list(q)
      expect([page.status, wrong(page)], q).toEqual([200, []])
      expect(keys(page), q).toEqual(expect.arrayContaining(having))
    }
    expect(keys(await list(`-${word}`)).filter((key) => having.includes(key))).toEqual([])
  })

  // The demo cluster has no roles.
  if (targetName !== 'demo')
    test('is part of a name where names may hold one', async () => {
      const roles = `${on.cluster}/clusterroles.rbac.authorization.k8s.io?size=500`
      const all = keys(await on.page(roles))
      const name = all.map((key) => key.slice(2)).find((one) => /^[a-z]+:[a-z]+$/.test(one))!
      const page = await on.page(`${roles}&q=${name}`)
      expect([page.status, wrong(page)]).toEqual([200, []])
      expect(keys(page)).toEqual(all.filter((key) => key.includes(name)))
    })
})
