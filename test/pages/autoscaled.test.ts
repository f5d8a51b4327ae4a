/** Scaling what an autoscaler scales: it is named before, and what is said of it holds. */
import { afterAll, beforeAll, expect } from 'vitest'
import { fieldsOf, sent } from '../support/acting.ts'
import { granted } from '../support/granted.ts'
import { create, item, items } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

interface Autoscaler {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: {
    readonly minReplicas: number
    readonly maxReplicas: number
    readonly scaleTargetRef: { readonly name: string }
  }
  readonly status?: { readonly conditions?: readonly { type: string; reason: string }[] }
}

const path = '/apis/autoscaling/v2/namespaces'
let on: Site
let own = ''
let scaler: Autoscaler

beforeAll(async () => {
  on = await site()
  scaler = targetName === 'real' ? await planted() : await first()
})

afterAll(async () => {
  await on?.stop()
  if (own !== '') await removeNamespaces(own)
})

const first = async () =>
  (await items('/apis/autoscaling/v2/horizontalpodautoscalers'))[0] as unknown as Autoscaler

async function planted(): Promise<Autoscaler> {
  own = await ownNamespace('autoscaled')
  const labels = { app: 'cart' }
  const pod = { containers: [{ name: 'app', image: 'cart:1' }] }
  const template = { metadata: { labels }, spec: pod }
  const spec = { replicas: 2, selector: { matchLabels: labels }, template }
  await create(`/apis/apps/v1/namespaces/${own}/deployments`, { metadata: { name: 'cart' }, spec })
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' }
  const limits = { scaleTargetRef, minReplicas: 2, maxReplicas: 5 }
  const hpa = { metadata: { name: 'cart-load' }, spec: limits }
  return (await create(`${path}/${own}/horizontalpodautoscalers`, hpa)) as Autoscaler
}

const conditions = async () => {
  const now = await item(`${path}/${own}/horizontalpodautoscalers/cart-load`)
  return (now as unknown as Autoscaler).status?.conditions ?? []
}

const page = (context = 'admin') => {
  const { metadata, spec } = scaler
  return `/c/${context}/deployments.apps/${metadata.namespace}/${spec.scaleTargetRef.name}/scale`
}
const warned = ({ html }: Page) => html.querySelector('.act .note[data-tone=warn]')

needs('scale')('the autoscaler is named, with its limits and the way to it', async () => {
  const { metadata, spec } = scaler
  const note = warned(await on.page(page()))
  expect(note?.text).toContain(`scales it, from ${spec.minReplicas} to ${spec.maxReplicas}:`)
  expect(note?.text).toContain('At 0 it stops scaling')
  expect(note?.querySelector('a')?.getAttribute('href')).toBe(
    `/c/admin/horizontalpodautoscalers.autoscaling/${metadata.namespace}/${metadata.name}`,
  )
})

needs('rollouts', 'rbac')('who may not see autoscalers is told that', async () => {
  const apiGroups = ['apps']
  await granted(own, [
    { apiGroups, resources: ['deployments'], verbs: ['get'] },
    { apiGroups, resources: ['deployments/scale'], verbs: ['patch'] },
  ])
  await expect.poll(async () => (await on.page(page('nobody'))).status).toBe(200)
  expect(warned(await on.page(page('nobody')))?.text).toBe(
    `Whether an autoscaler scales it is not known. You may not list horizontalpodautoscalers.autoscaling in ${own}.`,
  )
})

needs('rollouts')('at 0 it does stop', async () => {
  const fields = { ...fieldsOf(await on.page(page())), replicas: '0' }
  expect((await sent(on, page(), fields)).status).toBe(303)
  await expect
    .poll(conditions, { timeout: 50_000, interval: 500 })
    .toContainEqual(expect.objectContaining({ type: 'ScalingActive', reason: 'ScalingDisabled' }))
})
