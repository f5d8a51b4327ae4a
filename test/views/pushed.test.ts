import { describe, expect, test } from 'vitest'
import { kindOf } from '../../src/kinds.ts'
import { pushed } from '../../src/views/pushed.ts'
import { readList } from '../../src/views/query.ts'

const of = (q: string, l = '', resource = 'pods') => {
  const { state } = readList(new URLSearchParams({ q, l }))
  const { labels, fields } = pushed(state, kindOf(resource))
  return [labels, fields]
}

describe('what the API server can look for, and nothing that it would take for something else', () => {
  test.each([
    ['label:team=api', 'team=api', ''],
    ['label:team', 'team', ''],
    ['-label:team', '!team', ''],
    ['-label:team=api', 'team!=api', ''],
    ['label:team!=api', 'team!=api', ''],
    ['-label:team!=api', 'team=api', ''],
    ['label:team=', 'team=', ''],
    ['label:app.kubernetes.io/name=cart cart', 'app.kubernetes.io/name=cart', ''],
    ['label:a=1 label:b -label:c label:a=1', 'a=1,b,!c', ''],
    ['node=worker-1', '', 'spec.nodeName=worker-1'],
    ['-node=worker-1 name=cart-1', '', 'spec.nodeName!=worker-1,metadata.name=cart-1'],
    ['node!=worker-1 label:a', 'a', 'spec.nodeName!=worker-1'],
    ['cart label:team:ap label:team=/a/ label:/a/ label:', '', ''],
    ['label:n>1000 -label:n<=5 label:a<b', '', ''],
    ['node:worker-1 node=/w/ node= node="a,b" node=a=b', '', ''],
    ['label:a,b label:"a in (b)"=c label:a/b/c label:-a label:a=b,c label:a=(', '', ''],
    ['image=nginx status=Running age=1h', '', ''],
    ['/label:a/ "label:a b"', '', ''],
  ])('%s', (q, labels, fields) => {
    expect(of(q)).toEqual([labels, fields])
  })

  test('beside the selectors that the address has', () => {
    expect(of('label:team=api', 'app in (a,b)')).toEqual(['app in (a,b),team=api', ''])
  })

  test('no term that the filter itself leaves out', () => {
    expect(of(`${'a '.repeat(49)}label:b label:c`)).toEqual(['b', ''])
  })

  test('fields only where the kind says which', () => {
    expect(of('node=worker-1 name=a label:b', '', 'deployments.apps')).toEqual(['b', ''])
    expect(of('node=worker-1', '', 'widgets.example.com')).toEqual(['', ''])
  })

  test('the state itself where there is nothing', () => {
    const { state } = readList(new URLSearchParams({ q: 'cart' }))
    expect(pushed(state, kindOf('pods'))).toBe(state)
  })
})
