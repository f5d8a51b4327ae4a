/** Draining a node: what would become of its pods is shown before, and no more than that is done, once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  all,
  clear,
  cordoned,
  fates,
  headers,
  isCordoned,
  local,
  node,
  ns,
  off,
  on,
  over,
  page,
  plant,
  pod,
  post,
  said,
  seenOn,
  sent,
  told,
  uidOf,
  uidOfNode,
  words,
} from '../support/draining.ts'
import { site } from '../support/site.ts'

beforeAll(() => plant('drain'))
afterAll(clear)
beforeEach(() => cordoned(null))

test('what hinders is named with what it takes; with that it goes, and what is lost is said', async () => {
  await pod('alone')
  await pod('data', local)
  const bare = await on.page(page)
  expect([bare.status, off(bare)]).toEqual([200, true])
  expect(fates(bare)).toEqual([
    expect.stringMatching(/^Hinders alone in \S+ needs --force\. No controller owns it/),
    expect.stringMatching(/^Hinders data in \S+ needs --delete-emptydir-data\. .*scratch is lost/),
  ])
  expect(words(bare, '.cli code')).toEqual([
    expect.stringMatching(new RegExp(`^kubectl .*drain ${node}$`)),
  ])
  const half = await on.page(`${page}?ignore-daemonsets=1&force=1`)
  expect(fates(half).map((line) => line.split(' ')[0])).toEqual(['Hinders', 'Evicted'])
  expect(off(half)).toBe(true)
  const both = await on.page(
    `${page}?ignore-daemonsets=1&force=1&delete-emptydir-data=1&timeout=90s`,
  )
  expect(words(both, 'form [role=status]')).toEqual([
    expect.stringMatching(/^2 pods are evicted[.,]/),
  ])
  expect(words(both, '[data-tone=warn]').join(' ')).toMatch(
    /1 pod loses what is in its emptyDir.*2 pods have no controller/,
  )
  expect(words(both, '.cli code').join()).toContain(
    `drain ${node} --ignore-daemonsets --delete-emptydir-data --force --timeout=90s`,
  )
  const one = await on.page(`${page}?ignore-daemonsets=1&force=1&pod-selector=app%3Dalone`)
  expect(fates(one)).toHaveLength(1)
  // Whoever sends it all the same changes nothing.
  const answer = await post({ seen: seenOn(bare) })
  expect([answer.status, said(answer)]).toEqual([409, expect.stringContaining('Nothing was done')])
  expect(await isCordoned()).toBe(false)
})

test('an option that cannot be read is marked, and stays as it was typed', async () => {
  const form = await on.page(`${page}?timeout=%3Csoon%3E&force=1`)
  expect([form.status, off(form)]).toEqual([422, true])
  expect(words(form, '#wrong-timeout').join()).toContain('“<soon>” cannot be used')
  expect(form.html.querySelector('[name=timeout]')?.getAttribute('value')).toBe('<soon>')
  expect(form.html.querySelector('[name=force]')?.hasAttribute('checked')).toBe(true)
  const answer = await post({ seen: seenOn(form), timeout: '<soon>', force: '1' })
  expect(answer.status).toBe(422)
  const odd = await on.page(`${page}?pod-selector=a%20b`)
  expect(words(odd, '#wrong-pod-selector').join()).not.toBe('')
  expect([
    odd.status,
    odd.html.querySelector('[name=pod-selector]')?.getAttribute('value'),
  ]).toEqual([422, 'a b'])
})

test('what was not shown is not lost: the form comes back, and the node is as it was', async () => {
  const form = await on.page(`${page}?ignore-daemonsets=1&force=1&delete-emptydir-data=1`)
  const late = await pod('late')
  const answer = await post({ ...all, seen: seenOn(form) })
  expect([answer.status, said(answer)]).toEqual([409, expect.stringContaining('is not what was')])
  expect(fates(answer)).toHaveLength(3)
  const other = await post({ ...all, uid: '00000000-0000-4000-8000-000000000000' })
  expect([other.status, said(other)]).toEqual([409, expect.stringContaining('another one has its')])
  const script = { ...headers, accept: 'application/json' }
  const unsaid = await on.ask(page, { ...sent(all), headers: script })
  expect([unsaid.status, unsaid.body]).toEqual([422, expect.stringContaining('Send its uid')])
  expect([await isCordoned(), await uidOf('late')]).toEqual([false, late])
})

test('it is begun once however often its form is sent; each pod is waited for until it is gone', async () => {
  const form = await on.page(`${page}?ignore-daemonsets=1&force=1&delete-emptydir-data=1`)
  const fields = { ...all, seen: seenOn(form) }
  const twice = await Promise.all([on.ask(page, sent(fields)), on.ask(page, sent(fields))])
  const [run, again] = twice.map((each) => String(each.headers.location))
  expect(run).toBe(again)
  await over(run!)
  const end = await told(run!)
  expect([end.state, end.items.map(({ state }) => state)]).toEqual(['done', Array(3).fill('done')])
  expect(end.message).toContain(`${node} is drained: all 3 pods are gone`)
  expect(await Promise.all(['alone', 'data', 'late'].map(uidOf))).toEqual(['', '', ''])
  expect(await isCordoned()).toBe(true)
  const empty = await on.page(`${page}?pod-selector=app%3Dalone`)
  expect(words(empty, 'form [role=status]').join()).toContain('None of its pods are to go')
})

test('nothing else than a node has it, and read-only nobody', async () => {
  expect((await on.page(`${on.cluster}/namespaces/-/${ns}/drain`)).status).toBe(404)
  const foreign = await on.ask(page, {
    ...sent({ uid: await uidOfNode() }),
    headers: { ...headers, 'sec-fetch-site': 'cross-site' },
  })
  expect(foreign.status).toBe(403)
  const shut = await site({ args: ['--read-only'] })
  try {
    const object = `${shut.cluster}/nodes/-/${node}`
    expect((await shut.page(object)).html.querySelectorAll('.acts a')).toHaveLength(0)
    expect((await shut.page(`${object}/drain`)).status).toBe(403)
    const refused = await shut.ask(`${object}/drain`, sent({ uid: await uidOfNode() }))
    expect(refused.status).toBe(403)
  } finally {
    await shut.stop()
  }
}, 60_000)
