/** One API server with one person's credential: all that the house may ask of Kubernetes. */
export type {
  Address,
  Among,
  Change,
  Connection,
  Credential,
  FollowQuery,
  Glimpse,
  Identity,
  KeyValue,
  Kube,
  ListQuery,
  LogLine,
  LogQuery,
  Ref,
  Rights,
  Tally,
} from './kube/contract.ts'
export type { Channel, ExecQuery, Size } from './kube/channel.ts'
export type { End } from './kube/channel-end.ts'
export type { Silence } from './kube/channel-pulse.ts'
export type { Deed, Written } from './kube/change.ts'
export type { Certificate, CertificateFile } from './kube/certificates.ts'
export type { KubeObject, ObjectMeta, OwnerReference } from './kube/object.ts'
export type { Reads } from './kube/project.ts'
export type { Discovery, Resource, Schemas } from './kube/resource.ts'
export type { Table, TableColumn, TableRow } from './kube/table.ts'
export { isDeep, tooDeep } from './kube/deep.ts'
export { exact, digits } from './kube/exact.ts'
export { connect } from './kube/connect.ts'
export { checkName } from './kube/names.ts'
export { eachPage } from './kube/each-page.ts'
export { allows } from './kube/among.ts'
export { anyOf } from './kube/rights.ts'
