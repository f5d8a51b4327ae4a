/** CronJobs: when they run, in words; what became of the last run; their jobs. */
import { type Column, kind, type Kind, type Section, type To } from '../kind.ts'
import { age, count, name, status, text } from './parts/columns.ts'
import { activeOf, type CronJob, cronStatus, moment } from './parts/cron-job.ts'
import { born, cronJobsProblems, cronProblems } from './parts/cron-problems.ts'
import { field, link } from './parts/fields.ts'
import { ruleSection } from './parts/job-sections.ts'
import { scheduleWords } from './parts/schedule.ts'
import { written } from './parts/selectors.ts'
import { templateContainers, templateSide } from './parts/template.ts'
import { toldBy } from './parts/told.ts'
import { templatePod, type Workload } from './parts/workload.ts'
import { containerNames, images, workloadFacets } from './parts/workload-columns.ts'
import { ownedBy } from './parts/workload-relations.ts'

/** The job that it makes, as far as it is one: what its columns and sections read of others. */
const jobOf = ({ spec, apiVersion, kind: of, metadata }: CronJob): Workload => ({
  apiVersion,
  kind: of,
  metadata,
  spec: spec?.jobTemplate?.spec ?? {},
})

const cronjobs: Kind = kind<CronJob>({
  reads: [
    'spec.schedule',
    'spec.timeZone',
    'spec.suspend',
    'spec.jobTemplate.spec.selector',
    'spec.jobTemplate.spec.template.spec.serviceAccountName',
    'spec.jobTemplate.spec.template.spec.initContainers.image',
    'spec.jobTemplate.spec.template.spec.containers.name',
    'spec.jobTemplate.spec.template.spec.containers.image',
    'status.active.name',
    'status.lastScheduleTime',
    'status.lastSuccessfulTime',
  ],
  columns: [
    name,
    status(cronStatus),
    {
      title: 'Schedule',
      help: 'When it runs',
      type: 'text',
      line: true,
      cell: ({ spec }) => ({
        text: spec?.schedule ?? '',
        note: scheduleWords(spec?.schedule ?? ''),
      }),
    },
    text('Timezone', 'Whose clock its schedule is read by', ({ spec }) => spec?.timeZone),
    text(
      'Suspend',
      'Whether it is held',
      ({ spec }) => (spec?.suspend === true ? 'True' : 'False'),
      {
        wide: true,
      },
    ),
    count('Active', 'Runs that are under way', activeOf, jobsOf),
    {
      title: 'Last Schedule',
      help: 'When the last run was started',
      type: 'ago',
      cell: ({ status: of }) => moment(of?.lastScheduleTime) ?? { text: '' },
    },
    {
      title: 'Last Success',
      help: 'When a run last ended well',
      type: 'ago',
      cell: ({ status: of }) => moment(of?.lastSuccessfulTime) ?? { text: '' },
    },
    age,
    ofJob(images),
    ofJob(containerNames),
    text(
      'Selector',
      'Which pods its jobs take for their own',
      (cron) => written(jobOf(cron).spec?.selector ?? {}),
      {
        wide: true,
      },
    ),
  ],
  status: cronStatus,
  facets: Object.fromEntries(
    Object.entries(workloadFacets).map(([called, of]) => [
      called,
      (cron: CronJob) => of(jobOf(cron)),
    ]),
  ),
  sections: (cron) => {
    const pod = templatePod(jobOf(cron))
    return {
      main: [{ block: 'related', id: 'jobs' }, ...templateContainers(pod)],
      side: [timeSection(cron), keepSection(cron), ruleSection(jobOf(cron)), ...templateSide(pod)],
    }
  },
  relations: [
    {
      id: 'jobs',
      title: 'Jobs',
      resource: 'jobs.batch',
      which: ({ metadata }) => ({ namespace: metadata.namespace ?? null }),
      keep: ownedBy,
      none: 'It has no jobs: none was started, or they have been deleted.',
      columns: ['Name', 'Status', 'Completions', 'Duration', 'Age'],
      order: born,
      problems: cronJobsProblems,
    },
  ],
  events: ['jobs'],
  logs: 'jobs',
  problems: cronProblems,
  told: (cron, events, now) =>
    cron.spec?.suspend === true
      ? []
      : toldBy(events, [...always, ...(activeOf(cron) > 0 ? [] : ['MissSchedule'])], now),
})
export default cronjobs

function jobsOf({ metadata: { name: owner, namespace: ns } }: CronJob): To {
  return { list: 'jobs.batch', query: { ns, q: `owner=${owner}` } }
}

/** Reasons of the cronjob controller's warnings that hold whatever became of the last run. */
const always = [
  'UnknownTimeZone',
  'UnparseableSchedule',
  'UnParseableCronJobSchedule',
  'InvalidSchedule',
  'FailedCreate',
]

function timeSection({ spec = {}, status: of, metadata: { namespace } }: CronJob): Section {
  const { schedule = '', timeZone } = spec
  return {
    block: 'fields',
    title: 'When it runs',
    fields: [
      field('Schedule', { text: schedule, note: scheduleWords(schedule) }),
      field('Time zone', timeZone ?? { text: '', note: 'the controller’s own, most often UTC' }),
      field('Suspended', spec.suspend === true ? 'yes: no runs are started' : undefined),
      field('Last run', moment(of?.lastScheduleTime, 'ago')),
      field('Last success', moment(of?.lastSuccessfulTime, 'ago')),
      field('Active', ...(of?.active ?? []).map((job) => link('jobs.batch', job.name, namespace))),
    ],
  }
}

const policies: Readonly<Record<string, string>> = {
  Allow: 'runs may overlap',
  Forbid: 'left out while the one before runs',
  Replace: 'takes the place of the one before',
}

function keepSection({ spec = {} }: CronJob): Section {
  const { concurrencyPolicy: policy, startingDeadlineSeconds: deadline } = spec
  const kept = [spec.successfulJobsHistoryLimit ?? 3, spec.failedJobsHistoryLimit ?? 1]
  return {
    block: 'fields',
    title: 'Its runs',
    fields: [
      field('A run that is due', policy && { text: policy, note: policies[policy] }),
      field('Late by at most', deadline === undefined ? undefined : `${deadline} s`),
      field('Kept', `${kept[0]} that succeeded, ${kept[1]} that failed`),
    ],
  }
}

function ofJob({ cell, title, help, type, facet }: typeof images): Column<CronJob> {
  const column = { title, help, type, wide: true, cell: (cron: CronJob) => cell(jobOf(cron)) }
  return facet === undefined ? column : { ...column, facet }
}
