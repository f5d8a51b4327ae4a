/** Jobs: how far they are, how long they took, why they failed. */
import { kind, type Kind } from '../kind.ts'
import { age, name, status } from './parts/columns.ts'
import { completionWords, type Job, wantedOf } from './parts/job.ts'
import { jobPodsProblems, jobProblems, jobTrouble } from './parts/job-problems.ts'
import { duration, failed, progressSection, ruleSection, running } from './parts/job-sections.ts'
import { jobStatus } from './parts/job-status.ts'
import { templateContainers, templateSide } from './parts/template.ts'
import { toldBy } from './parts/told.ts'
import { templatePod } from './parts/workload.ts'
import {
  containerNames,
  images,
  podCount,
  podsOf,
  selector,
  workloadFacets,
} from './parts/workload-columns.ts'
import { pods } from './parts/workload-relations.ts'

const jobs: Kind = kind<Job>({
  reads: [
    'spec.selector',
    'spec.completions',
    'spec.parallelism',
    'spec.template.spec.serviceAccountName',
    'spec.template.spec.initContainers.name',
    'spec.template.spec.initContainers.image',
    'spec.template.spec.containers.name',
    'spec.template.spec.containers.image',
    'status.active',
    'status.succeeded',
    'status.failed',
    'status.startTime',
    'status.completionTime',
    'status.conditions.type',
    'status.conditions.status',
    'status.conditions.reason',
    'status.conditions.message',
    'status.conditions.lastTransitionTime',
  ],
  columns: [
    name,
    status(jobStatus),
    {
      title: 'Completions',
      help: 'Pods that succeeded, of all that have to',
      type: 'fraction',
      cell: (job) => ({ text: completionWords(job), to: podsOf(job) }),
      value: (job) => (job.status?.succeeded ?? 0) / Math.max(1, wantedOf(job)),
    },
    {
      title: 'Duration',
      help: 'From its start to its end, or until now',
      type: 'duration',
      cell: (job) => duration(job) ?? { text: '' },
    },
    age,
    { ...images, wide: true },
    containerNames,
    selector,
    podCount('Active', 'Pods that run', ({ status: of }) => of?.active ?? 0, {
      wide: true,
      fs: running,
    }),
    podCount('Failed', 'Pods that failed', ({ status: of }) => of?.failed ?? 0, {
      wide: true,
      fs: failed,
    }),
  ],
  status: jobStatus,
  facets: workloadFacets,
  sections: (job) => ({
    main: [
      progressSection(job),
      { block: 'related', id: 'pods' },
      ...templateContainers(templatePod(job)),
    ],
    side: [ruleSection(job), ...templateSide(templatePod(job))],
  }),
  relations: [
    {
      ...pods,
      columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'],
      none: 'It has no pods, or they have been deleted.',
      problems: (job, others, _now, whole) => jobPodsProblems(job, others, whole),
    },
  ],
  events: ['pods'],
  logs: 'pods',
  problems: jobProblems,
  trouble: jobTrouble,
  told: (job, events, now) =>
    ['busy', 'warn'].includes(jobStatus(job).tone) ? toldBy(events, ['FailedCreate'], now) : [],
})
export default jobs
