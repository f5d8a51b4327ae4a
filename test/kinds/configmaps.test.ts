/** ConfigMaps as recorded: every key in full, files by their size, the pods that use them. */
import { expect, test } from 'vitest'
import configmaps from '../../src/kinds/configmaps.ts'
import { fixture } from '../support/fixtures.ts'
import { queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-26T12:00:00Z')
const of = (name: string) => fixture('configmaps', name)
const blocks = (name: string) =>
  configmaps.sections(of(name), now).main.map((each) => ('id' in each ? each.id : each.title))

test('texts as they are, files by their size', () => {
  expect(sectionsOf('configmaps', of('settings'), now)).toEqual({
    Data: [
      { name: 'LOG_LEVEL', note: '4 B', text: 'info' },
      {
        name: 'app.yaml',
        note: '46 B',
        text: 'server:\n  port: 8080\nfeatures:\n  - gift-cards\n',
      },
    ],
    Files: [['logo.png', '8 B']],
    'What it holds': {
      Keys: '3',
      Size: '58 B of 1 MiB at most',
      Immutable: 'yes: it can only be made anew',
    },
  })
})

test('sizes are bytes, not characters', () => {
  const { 'What it holds': summary } = sectionsOf('configmaps', of('theme'), now)
  const { data = {}, binaryData = {} } = of('theme') as unknown as Record<
    string,
    Record<string, string>
  >
  const bytes = [
    ...Object.values(data).map((text) => Buffer.byteLength(text)),
    ...Object.values(binaryData).map((text) => Buffer.from(text, 'base64').length),
  ].reduce((sum, each) => sum + each)
  expect(summary).toEqual({ Keys: '3', Size: `${bytes} B of 1 MiB at most` })
})

test('one that holds nothing says so; a certificate in a value is shown as one', () => {
  expect(configmaps.sections(of('empty'), now).main).toContainEqual({
    block: 'grid',
    title: 'Data',
    heads: ['Key', 'Size'],
    rows: [],
    none: 'It holds nothing.',
  })
  expect(blocks('root-ca')).toContain('certificates')
  expect(blocks('settings')).not.toContain('certificates')
})

test('recorded pods that use it, by a volume of its own or a projected one', () => {
  const pods = ['failed-mount', 'crash-loop-waiting'].map((name) => fixture('pods', name))
  const called = (name: string) => ({ ...of('theme'), metadata: { name } })
  const kept = (name: string) => pods.map(configmaps.relations[0]!.keep!(called(name)))
  expect(kept('cart-config')).toEqual([true, false])
  expect(kept('kube-root-ca.crt')).toEqual([true, true])
  expect(kept('other')).toEqual([false, false])
  expect(queriesOf('configmaps', of('theme'))).toEqual({ pods: { namespace: 'web' } })
})
