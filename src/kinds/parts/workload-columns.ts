/** Columns and facets of what has a pod template. */
import type { Column, Kind, To } from '../../kind.ts'
import { count, text } from './columns.ts'
import { written } from './selectors.ts'
import type { Workload } from './workload.ts'

const containers = ({ spec }: Workload) => spec?.template?.spec?.containers ?? []

type Selecting = Pick<Workload, 'spec' | 'metadata'>

/** The pods that it selects; undefined where it selects none. @param fs only those of these fields. */
export function podsOf({ spec, metadata: { namespace } }: Selecting, fs?: string): To | undefined {
  const l = written(spec?.selector ?? {})
  return l === '' ? undefined : { list: 'pods', query: { ns: namespace, l, fs } }
}

/** A number of its pods, and the way to them where there are some. */
export const podCount = <T extends Selecting>(
  title: string,
  help: string,
  of: (workload: T) => number,
  { fs, ...more }: Partial<Column<T>> & { readonly fs?: string } = {},
): Column<T> => count(title, help, of, (workload) => podsOf(workload, fs), more)

/** `2/3`, and what sorts by it: nothing is missing of none. */
export function ready<T extends Workload>(
  of: (workload: T) => { readonly ready: number; readonly wanted: number },
): Column<T> {
  const parts = (workload: T) => of(workload)
  return {
    title: 'Ready',
    help: 'Pods that are ready, of all that are wanted',
    type: 'fraction',
    cell: (workload) => ({
      text: `${parts(workload).ready}/${parts(workload).wanted}`,
      to: podsOf(workload),
    }),
    value: (workload) => {
      const { ready: is, wanted } = parts(workload)
      return wanted === 0 ? 1 : is / wanted
    },
  }
}

export const images: Column<Workload> = text(
  'Images',
  'What its containers run',
  (workload: Workload) =>
    containers(workload)
      .map(({ image = '' }) => image)
      .join(', '),
  { facet: 'image' },
)

export const containerNames: Column<Workload> = text(
  'Containers',
  'Its containers’ names',
  (workload: Workload) =>
    containers(workload)
      .map(({ name }) => name)
      .join(', '),
  { wide: true },
)

export const selector: Column<Workload> = {
  title: 'Selector',
  help: 'The labels of the pods that are its own',
  type: 'text',
  wide: true,
  cell: (workload) => ({ text: written(workload.spec?.selector ?? {}), to: podsOf(workload) }),
}

export const workloadFacets: Kind<Workload>['facets'] = {
  image: ({ spec }) =>
    [
      ...(spec?.template?.spec?.initContainers ?? []),
      ...(spec?.template?.spec?.containers ?? []),
    ].map(({ image = '' }) => image),
  container: (workload) => containers(workload).map(({ name }) => name),
  serviceaccount: ({ spec }) => [spec?.template?.spec?.serviceAccountName ?? ''],
}
