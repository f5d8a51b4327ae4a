/** An object's stream: its page as it is now, its events, and that it is gone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, item, patch, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { type Streamed, streamed } from '../support/streamed.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
/** On the real cluster a namespace of this file's own. */
const space = targetName === 'demo' ? 'web' : `object-stream-${process.pid}`
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') await ownNamespace('object-stream')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(space)
})

const folder = `/api/v1/namespaces/${space}/configmaps`

/** A config map of this test's own (the demo makes none: one of its own), and the stream of its page from what it shows. */
async function opened(name: string): Promise<Streamed> {
  if (targetName === 'demo') return follow(name)
  await remove(`${folder}/${name}`).catch(() => {})
  await create(folder, { metadata: { name }, data: { colour: 'red' } })
  return follow(name)
}

const named = (name: string) => (targetName === 'demo' ? 'blog' : name)

async function follow(name: string): Promise<Streamed> {
  const { html } = await on.page(`${on.cluster}/configmaps/${space}/${name}`)
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  return streamed(on.origin, address.replaceAll('&amp;', '&'))
}

const says =
  (text: string, from = 0) =>
  ({ said }: Streamed) =>
    said.slice(from).some(({ data }) => data.includes(text))

/** The message that was said after the act and holds the text. */
async function told(one: Streamed, act: () => Promise<unknown>, text: string) {
  const before = one.said.length
  await act()
  await one.until(says(text, before))
  return one.said.slice(before).find(({ data }) => data.includes(text))
}

test('what the page shows already is not sent, but that it is live', async () => {
  const one = await opened(named('object-quiet'))
  await one.until(says('data-live="live"'))
  expect(one.said.some(({ data }) => data.includes('hx-target="#object"'))).toBe(false)
  if (targetName === 'real') await remove(`${folder}/object-quiet`)
})

test.each(['', 'garbage', 'a.1'])('who shows “%s” is sent the whole of it first', async (watch) => {
  const name = named(`object-unknown-${watch.length}`)
  if (targetName === 'real') await create(folder, { metadata: { name } })
  const path = `${on.cluster}/configmaps/${space}/${name}?watch=${watch}`
  const one = await streamed(on.origin, path)
  await one.until(says('data-live="live"'))
  expect(one.said.find(({ event }) => event === '')?.data).toContain('hx-target="#object"')
  expect(says('another object has its name')(one)).toBe(false)
})

test('a change comes as the page’s own body', async () => {
  const one = await opened(named('object-changed'))
  await one.until(says('data-live="live"'))
  const change = { metadata: { labels: { colour: 'octarine' } } }
  const act = () => patch(`${folder}/${named('object-changed')}`, change)
  const body = await told(one, act, 'octarine')
  expect(body?.data).toContain('hx-target="#object" hx-swap="innerMorph"')
  const { metadata } = await item(`${folder}/${named('object-changed')}`)
  await one.until(({ said }) =>
    said.some(({ id }) => id === `${metadata.uid}.${metadata.resourceVersion}`),
  )
  if (targetName === 'real') await remove(`${folder}/object-changed`)
})

needs('own-namespaces')(
  'one that is made anew under its name is another: the page names it',
  async () => {
    const one = await opened('object-again')
    await one.until(says('data-live="live"'))
    const again = async () => {
      await remove(`${folder}/object-again`)
      await create(folder, { metadata: { name: 'object-again' } })
    }
    const word = await told(one, again, 'another object has its name now')
    expect(word?.data).toContain(`href="${on.cluster}/configmaps/${space}/object-again"`)
    await remove(`${folder}/object-again`)
  },
)

needs('own-namespaces')('an event of the object is told', async () => {
  const one = await opened('object-events')
  await one.until(says('data-live="live"'))
  const { metadata } = await item(`${folder}/object-events`)
  const involvedObject = {
    kind: 'ConfigMap',
    namespace: space,
    name: metadata.name,
    uid: metadata.uid,
  }
  const before = one.said.length
  await create(`/api/v1/namespaces/${space}/events`, {
    metadata: { name: 'object-events.1' },
    involvedObject,
    reason: 'Tested',
    message: 'seen',
    type: 'Normal',
  })
  await one.until(({ said }) => said.slice(before).some(({ event }) => event === 'events'))
  await remove(`/api/v1/namespaces/${space}/events/object-events.1`)
  await remove(`${folder}/object-events`)
})

test.each(['yaml', 'events'])('the page of its %s changes with it', async (part) => {
  const name = named(`object-${part}`)
  if (targetName === 'real') {
    await remove(`${folder}/${name}`).catch(() => {})
    await create(folder, { metadata: { name } })
  }
  const one = await follow(`${name}/${part}`)
  await one.until(says('data-live="live"'))
  const change = { metadata: { labels: { seen: `on-${part}` } } }
  const shown = part === 'yaml' ? 'on-yaml' : 'aria-current="page">Events'
  await told(one, () => patch(`${folder}/${name}`, change), shown)
  if (targetName === 'demo') return
  await told(one, () => remove(`${folder}/${name}`), 'It has been deleted.')
})

test('one that is deleted says so, and nothing of its page is taken away', async () => {
  const one = await opened(named('object-gone'))
  const { html } = await on.page(`${on.cluster}/configmaps/${space}/${named('object-gone')}`)
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  await one.until(says('data-live="live"'))
  const before = one.said.length
  await remove(`${folder}/${named('object-gone')}`)
  await one.until(says('It has been deleted.', before))
  expect(says('hx-target="#object"', before)(one)).toBe(false)
  // Who comes back to it later hears the same.
  const late = await streamed(on.origin, address.replaceAll('&amp;', '&'))
  await late.until(says('It has been deleted.'))
})

needs('access-rules')('an object whose name holds what selectors are made of is live', async () => {
  const roles = '/apis/rbac.authorization.k8s.io/v1/clusterroles'
  const name = `odd,name=${process.pid}`
  const path = encodeURIComponent(name)
  await create(roles, { metadata: { name }, rules: [] })
  try {
    const page = `clusterroles.rbac.authorization.k8s.io/-/${path}`
    const one = await streamed(on.origin, `${on.cluster}/${page}?watch=`)
    await one.until(says('data-live="live"'))
    await told(
      one,
      () => patch(`${roles}/${path}`, { metadata: { labels: { seen: 'odd' } } }),
      'odd',
    )
  } finally {
    await remove(`${roles}/${path}`)
  }
})
