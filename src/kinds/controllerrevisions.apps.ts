/** ControllerRevisions: what a StatefulSet's or DaemonSet's pods were like at each of its changes. */
import { kind, type Kind, type KubeObject } from '../kind.ts'
import { controllerOf } from '../views/owner.ts'
import { age, name, number, text } from './parts/columns.ts'
import { templateContainers, templateSide } from './parts/template.ts'
import { type Template, templatePod } from './parts/workload.ts'
import { images } from './parts/workload-columns.ts'

/** `data` is what the set's own template is replaced with. */
interface Revision extends KubeObject {
  readonly revision?: number
  readonly data?: { readonly spec?: { readonly template?: Template } }
}

/** Its data as if it were a set. */
const asSet = ({ data, ...rest }: Revision) => ({ ...rest, spec: data?.spec ?? {} })

const revisions: Kind = kind<Revision>({
  reads: [
    'revision',
    'data.spec.template.spec.containers.name',
    'data.spec.template.spec.containers.image',
  ],
  columns: [
    name,
    text('Controller', 'Whose revision it is', ({ metadata }) => {
      const by = controllerOf(metadata)
      const group = by?.apiVersion.includes('/') === true ? `.${by.apiVersion.split('/')[0]}` : ''
      return by && `${by.kind.toLowerCase()}${group}/${by.name}`
    }),
    number('Revision', 'The higher, the newer', ({ revision }) => revision),
    age,
    { ...images, cell: (revision) => images.cell(asSet(revision)) },
  ],
  status: () => null,
  facets: {},
  sections: (revision) => {
    const pod = templatePod(asSet(revision))
    return { main: templateContainers(pod), side: templateSide(pod) }
  },
  relations: [],
  problems: () => [],
})
export default revisions
