/** EndpointSlices: which addresses answer for a service, and which of them are ready. */
import { kind, type Kind, type Problem, type Said, type Section } from '../kind.ts'
import { age, name, status, text } from './parts/columns.ts'
import {
  type Endpoint,
  type EndpointSlice,
  endpointsOf,
  firstThree,
  isReady,
  readyOf,
  sliceStatus,
} from './parts/endpoint-slice.ts'
import { field, link } from './parts/fields.ts'

const slices: Kind = kind<EndpointSlice>({
  reads: [
    'addressType',
    'endpoints.addresses',
    'endpoints.conditions.ready',
    'endpoints.nodeName',
    'ports.name',
    'ports.port',
  ],
  columns: [
    name,
    status(sliceStatus),
    {
      title: 'Ready',
      help: 'Endpoints that are ready, of all',
      type: 'fraction',
      cell: (slice) => ({ text: `${readyOf(slice)}/${endpointsOf(slice).length}` }),
    },
    text('AddressType', 'What kind of addresses they are', ({ addressType }) => addressType),
    text('Ports', 'Ports that they answer on', ({ ports }) =>
      firstThree((ports ?? []).map(({ port, name: called }) => String(port ?? called ?? '*'))),
    ),
    text('Endpoints', 'Addresses of those that answer', (slice) =>
      firstThree(endpointsOf(slice).flatMap(({ addresses = [] }) => addresses)),
    ),
    age,
  ],
  status: sliceStatus,
  facets: {
    address: (slice) => endpointsOf(slice).flatMap(({ addresses = [] }) => addresses),
    node: (slice) => endpointsOf(slice).map(({ nodeName = '' }) => nodeName),
  },
  sections: (slice) => ({ main: [endpointSection(slice)], side: [summary(slice)] }),
  relations: [],
  problems: unready,
  services: (slice) => {
    const { namespace = '', labels } = slice.metadata
    const service = labels?.['kubernetes.io/service-name'] ?? ''
    return { names: service === '' ? [] : [`${namespace}/${service}`], ready: readyOf(slice) }
  },
})
export default slices

function endpointSection(slice: EndpointSlice): Section {
  return {
    block: 'grid',
    title: 'Endpoints',
    heads: ['Address', 'State', 'Who', 'Node', 'Zone'],
    rows: endpointsOf(slice).map(endpointRow),
    none: 'It has none: nothing answers.',
  }
}

function endpointRow(endpoint: Endpoint): readonly Said[] {
  const { addresses = [], targetRef: who = {}, nodeName, zone = '', hostname } = endpoint
  const { kind: of = '', name: called = '', namespace } = who
  return [
    { text: addresses.join(', '), note: hostname },
    state(endpoint),
    {
      text: called,
      ...(called !== '' && { to: { apiVersion: 'v1', kind: of, namespace, name: called } }),
    },
    link('nodes', nodeName) ?? { text: '' },
    { text: zone },
  ]
}

/** One that is on its way out may still answer, which a proxy uses where nothing else does. */
function state(endpoint: Endpoint): Said {
  const { serving, terminating } = endpoint.conditions ?? {}
  if (terminating === true)
    return { text: 'ending', tone: 'busy', note: serving === true ? 'still answers' : '' }
  return isReady(endpoint) ? { text: 'ready', tone: 'ok' } : { text: 'not ready', tone: 'bad' }
}

function summary({ metadata, addressType, ports }: EndpointSlice): Section {
  const { labels = {}, namespace } = metadata
  return {
    block: 'fields',
    title: 'Of what',
    fields: [
      field('Service', link('services', labels['kubernetes.io/service-name'], namespace)),
      field('Managed by', labels['endpointslice.kubernetes.io/managed-by']),
      field('Address type', addressType),
      field(
        'Ports',
        ...(ports ?? []).map(({ port, protocol = 'TCP', name: called, appProtocol = '' }) => ({
          text: `${port ?? 'any'}/${protocol}`,
          note: [called ?? '', appProtocol].filter((word) => word !== '').join(', '),
        })),
      ),
    ],
  }
}

function unready(slice: EndpointSlice): readonly Problem[] {
  const all = endpointsOf(slice)
  if (all.length === 0 || readyOf(slice) > 0) return []
  const service = slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''
  const { namespace } = slice.metadata
  return [
    {
      tone: 'bad',
      title: 'None of its endpoints is ready',
      evidence: [`It has ${all.length}.`],
      next:
        service === ''
          ? []
          : [
              {
                text: `Service ${service}`,
                to: { resource: 'services', namespace, name: service },
              },
            ],
    },
  ]
}
