/** Which pods the API server itself selects. */
import { items } from './api.ts'
import { targetName } from './target.ts'

/** Jobs come and go on a cluster that lives; pods of other tests have no `app`. */
export const steady = targetName === 'demo' ? '!job-name' : '!job-name,app'

/** The same for what compares all rows a while later: those of the seed whose `app` no other test uses, and that no new node gets. In an address. */
export const untouched =
  targetName === 'demo'
    ? '!job-name'
    : '!job-name,app%20in%20(orders,recommender,banner,postgres,queue,reports)'

/** Their keys, in the server’s order. */
export const selected = async (labels: string, fields = '') => {
  const search = new URLSearchParams({ labelSelector: labels, fieldSelector: fields })
  return (await items(`/api/v1/pods?${search.toString()}`)).map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  )
}
