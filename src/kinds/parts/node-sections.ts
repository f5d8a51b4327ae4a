/** What a node has, where it stands, what it is made of. */
import type { Section, Sections } from '../../kind.ts'
import { amountOf, inOrder, numberOf } from './amounts.ts'
import { carried, field } from './fields.ts'
import {
  kernel,
  label,
  led,
  type Node,
  poolLabels,
  poolOf,
  roleLabels,
  rolesOf,
  taintWords,
} from './node.ts'

export const nodeSections = (node: Node): Sections => ({
  main: [{ block: 'related', id: 'pods' }, amounts(node), taintSection(node)],
  side: [addresses(node), system(node)],
})

function amounts({ status: of }: Node): Section {
  const { capacity: all = {}, allocatable = {} } = of ?? {}
  const names = inOrder([...Object.keys(all), ...Object.keys(allocatable)])
  return {
    block: 'grid',
    title: 'What it has',
    heads: ['Resource', 'Capacity', 'For pods'],
    rows: names
      .filter((each) => numberOf(all, each) !== 0 || numberOf(allocatable, each) !== 0)
      .map((each) => [
        { text: each },
        { text: amountOf(each, all[each]) },
        { text: amountOf(each, allocatable[each]) },
      ]),
  }
}

function taintSection({ spec }: Node): Section {
  return {
    block: 'grid',
    title: 'Taints',
    heads: ['Key', 'Value', 'Effect', 'For'],
    rows: (spec?.taints ?? []).map((taint) => [
      { text: taint.key, to: { list: 'nodes', query: { q: `taint=${taintWords(taint)}` } } },
      { text: taint.value ?? '' },
      { text: taint.effect ?? '' },
      { text: '', time: taint.timeAdded },
    ]),
  }
}

function addresses(node: Node): Section {
  const { spec, status: of } = node
  return {
    block: 'fields',
    title: 'Where it stands',
    fields: [
      ...(of?.addresses ?? []).map(({ type, address }) => field(type, carried(address))),
      field('Pod addresses', ...(spec?.podCIDRs ?? [])),
      field('Roles', led(rolesOf(node).join(', '), roleLabels(node))),
      field('Pool', led(poolOf(node), poolLabels(node))),
      field('Region', label('topology.kubernetes.io/region').said(node)),
      field('Zone', label('topology.kubernetes.io/zone').said(node)),
      field('Instance', label('node.kubernetes.io/instance-type').said(node)),
      field('Machine', spec?.providerID),
    ],
  }
}

function system(node: Node): Section {
  const info = node.status?.nodeInfo
  return {
    block: 'fields',
    title: 'System',
    fields: [
      field('Kubelet', info?.kubeletVersion),
      field('Container runtime', info?.containerRuntimeVersion),
      field('OS image', info?.osImage),
      field('Kernel', kernel(node)),
      field('Operating system', info?.operatingSystem),
      field('Machine id', info?.machineID),
      field('Boot id', info?.bootID),
    ],
  }
}
