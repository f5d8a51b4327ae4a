import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import { NotFound } from '../../src/errors.ts'
import { call, clock, folder, kubeconfig, recorder, settings, write } from './support.ts'

const glance = 1000

describe('reading', () => {
  it('gives each context a cluster, with its own title, its namespace and the current one', async () => {
    const file = write(
      folder(),
      'config',
      `current-context: "b: c"
clusters: [{name: x, cluster: {server: "https://a.example"}}]
contexts:
- {name: a, context: {cluster: x, namespace: web}}
- {name: "b: c", context: {cluster: x, user: null}}`,
    )
    const clusters = await openKubeconfig([file], settings())
    const all = await clusters.all()
    expect(all.map(({ name, title, defaultNamespace }) => [name, title, defaultNamespace])).toEqual(
      [
        ['a', 'a', 'web'],
        ['b-c', 'b: c', null],
      ],
    )
    expect(await clusters.current()).toBe('b-c')
    expect(clusters.problem()).toBeNull()
    await expect(clusters.get('c')).rejects.toThrow(new NotFound('cluster', 'c'))
  })

  it('merges files as kubectl does: the first that says something wins', async () => {
    const dir = folder()
    const first = write(dir, 'a', kubeconfig(['one'], { server: 'https://first.example' }))
    const second = write(dir, 'b', kubeconfig(['two', 'one'], { server: 'https://later.example' }))
    const files = [join(dir, 'missing'), first, second]
    const clusters = await openKubeconfig(files, settings())
    const addresses = (await clusters.all()).map(
      async (cluster) => (await cluster.address()).url.host,
    )
    expect(await Promise.all(addresses)).toEqual(['first.example', 'later.example'])
    expect(await clusters.current()).toBe('one')
  })

  it('takes a context of one file with the cluster and user of another', async () => {
    const dir = folder()
    const api = await recorder()
    const parts = JSON.parse(kubeconfig(['one'], { server: api.url, user: { token: 'there' } }))
    const { contexts, ...others } = parts
    const files = [
      write(dir, 'a', JSON.stringify({ contexts })),
      write(dir, 'b', JSON.stringify(others)),
    ]
    const clusters = await openKubeconfig(files, settings())
    await call(await clusters.get('one'))
    expect(api.requests[0]?.headers.authorization).toBe('Bearer there')
  })

  it('shows the one context that was asked for, and says which there are when it is not there', async () => {
    const file = write(folder(), 'config', kubeconfig(['a', 'b']))
    const only = await openKubeconfig([file], settings({ context: 'b' }))
    expect((await only.all()).map(({ name }) => name)).toEqual(['b'])
    expect(await only.current()).toBe('b')
    const none = await openKubeconfig([file], settings({ context: 'c' }))
    expect(await none.all()).toEqual([])
    expect(none.problem()).toContain('no context “c” (--context). It has “a”, “b”')
  })

  it.each([
    ['contexts:\n- name: a\n  token: s3cret\n context: x', /config, line 4: /u],
    ['contexts: 5', /it is not a kubeconfig: contexts/u],
    ['just words', /it is not a kubeconfig/u],
    ['', /no contexts/u],
    ['apiVersion: v1\nkind: Config\ncontexts: null', /no contexts/u],
  ])('tells what is wrong with %j without quoting it', async (text, words) => {
    const clusters = await openKubeconfig([write(folder(), 'config', text)], settings())
    expect(clusters.problem()).toMatch(words)
    expect(clusters.problem()).not.toContain('s3cret')
    expect(await clusters.all()).toEqual([])
  })

  it('tells that there is no such file, or that it is a folder', async () => {
    const dir = folder()
    const missing = await openKubeconfig([join(dir, 'none')], settings())
    expect(missing.problem()).toContain(`${join(dir, 'none')}: there is no such file.`)
    expect(missing.ready()).toBe(false)
    const wrong = await openKubeconfig([dir], settings())
    expect(wrong.problem()).toContain(`${dir}: it is a folder, not a file.`)
  })
})

describe('reading again', () => {
  it('follows the file, whether it is rewritten or replaced', async () => {
    const dir = folder()
    const time = clock()
    const file = write(dir, 'config', kubeconfig(['a']))
    const clusters = await openKubeconfig([file], settings(time))
    const names = async () => (await clusters.all()).map(({ name }) => name)
    write(dir, 'config', kubeconfig(['a', 'b']))
    time.pass(glance)
    expect(await names()).toEqual(['a', 'b'])
    renameSync(write(dir, 'new', kubeconfig(['c'])), file)
    time.pass(glance)
    expect(await names()).toEqual(['c'])
  })

  it('looks at most once a second', async () => {
    const dir = folder()
    const time = clock()
    const clusters = await openKubeconfig([write(dir, 'config', kubeconfig(['a']))], settings(time))
    write(dir, 'config', kubeconfig(['a', 'b']))
    time.pass(glance - 1)
    expect(await clusters.all()).toHaveLength(1)
    time.pass(1)
    expect(await clusters.all()).toHaveLength(2)
  })

  it('keeps the contexts of the last good version beside what is wrong with the new one', async () => {
    const dir = folder()
    const time = clock()
    const clusters = await openKubeconfig([write(dir, 'config', kubeconfig(['a']))], settings(time))
    write(dir, 'config', 'contexts: [')
    time.pass(glance)
    expect((await clusters.all()).map(({ name }) => name)).toEqual(['a'])
    expect(clusters.problem()).toMatch(/config, line 1: .*The contexts read before are kept\./u)
    expect(clusters.ready()).toBe(true)
    write(dir, 'config', kubeconfig(['a', 'bb']))
    time.pass(glance)
    expect(await clusters.all()).toHaveLength(2)
    expect(clusters.problem()).toBeNull()
  })

  it('keeps the connection of a context that says what it said, and opens another for one that changed', async () => {
    const dir = folder()
    const time = clock()
    const file = write(dir, 'config', kubeconfig(['a', 'b']))
    const clusters = await openKubeconfig([file], settings(time))
    const connections = async () =>
      Promise.all((await clusters.all()).map((cluster) => cluster.connect()))
    const [a, b] = await connections()
    const changed = JSON.parse(kubeconfig(['a', 'b']))
    changed.users[1].user.token = 'new'
    write(dir, 'config', JSON.stringify(changed))
    time.pass(glance)
    const [sameA, otherB] = await connections()
    expect(sameA).toBe(a)
    expect(otherB).not.toBe(b)
  })
})
