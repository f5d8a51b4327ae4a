/** What an action reads beside its object: as the person, and said where it is not all. */
import { AppError, KubeError } from '../errors.ts'
import type { Action, Around, Beside, Found } from '../kind/action.ts'
import { exact, type KubeObject, type Kube, type Ref } from '../kube.ts'
import { rightWords } from '../views/actions.ts'

/** Objects of one kind. */
const most = { whole: 500, brief: 5000 }

export async function beside(
  kube: Kube,
  of: Action,
  ref: Ref,
  object: KubeObject,
): Promise<Around> {
  const found = await Promise.all(
    of.beside(object).map(async (each) => [each.resource, await read(kube, each, ref)] as const),
  )
  return Object.fromEntries(found)
}

/** The object, to the digit. */
export const wholeOf = async (kube: Kube, ref: Ref): Promise<KubeObject> =>
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- what the API server answers for an object
  exact((await kube.json(ref)).value) as KubeObject

const none = { items: [], lacks: null }

async function read(kube: Kube, wanted: Beside, ref: Ref): Promise<Found> {
  const resource = (await kube.discovery()).get(wanted.resource)
  if (resource === undefined)
    return { ...none, unseen: `This cluster does not serve ${wanted.resource}.` }
  const { labels, brief = false } = wanted
  const limit = brief ? most.brief : most.whole
  const query = { namespace: ref.namespace, limit, ...(labels !== undefined && { labels }) }
  try {
    const list = brief ? await kube.metadata(resource, query) : await kube.texts(resource, query)
    const items = list.items.map((item) => (typeof item === 'string' ? exact(item) : item))
    const more = `There are more ${resource.plural} than the ${String(limit)} that were read.`
    return {
      ...none,
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- what the API server answers for objects
      items: items as readonly KubeObject[],
      unseen: list.continue === null ? '' : more,
    }
  } catch (error) {
    return unread(error, wanted, ref)
  }
}

function unread(error: unknown, { resource }: Beside, ref: Ref): Found {
  if (!(error instanceof AppError)) throw error
  if (!(error instanceof KubeError) || error.status !== 403)
    return { ...none, unseen: `${resource} could not be read: ${error.message}` }
  const lacks = { verb: 'list', resource } as const
  return { ...none, unseen: `You may not ${rightWords(lacks, ref)}.`, lacks }
}
