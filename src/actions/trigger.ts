/** One Job of a CronJob at once, as `kubectl create job --from` makes it. */
import { action } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'
import { wrongLabel } from './label.ts'

interface CronJob extends KubeObject {
  readonly spec?: {
    readonly jobTemplate?: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>
        readonly annotations?: Readonly<Record<string, string>>
      }
      readonly spec?: object
    }
  }
}

/** The CronJob's controller names its own by the minute: this one cannot be among them. */
const usual = ({ metadata }: CronJob): string =>
  `${metadata.name.slice(0, 45).replace(/[-.]+$/, '')}-manual-${(Number(metadata.resourceVersion) || 0).toString(36)}`

export const trigger = action<CronJob>({
  id: 'trigger',
  title: 'Trigger',
  needs: { verb: 'create', resource: 'jobs.batch' },
  inputs: (cron) => [
    {
      name: 'name',
      label: 'Name of the Job',
      type: 'text',
      value: usual(cron),
      wrong: (value) => wrongLabel(value, 'a Job'),
    },
  ],
  says: () => 'A Job is created from its template at once, whatever the schedule says.',
  effect: ({ apiVersion, kind, metadata, spec }, { name = '' }) => {
    const { labels, annotations } = spec?.jobTemplate?.metadata ?? {}
    const manual = { ...annotations, 'cronjob.kubernetes.io/instantiate': 'manual' }
    const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true }
    return {
      create: 'jobs.batch',
      name,
      body: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name, labels, annotations: manual, ownerReferences: [owner] },
        spec: spec?.jobTemplate?.spec,
      },
    }
  },
  kubectl: ({ name = '' }) => ['create job', `${name} --from`],
  done: ({ name = '' }) => `Job ${name} was created`,
  many: {
    says: 'Of each a Job is created from its template at once, whatever its schedule says.',
    kubectl: () => null,
  },
})
