/** The fields of a kubeconfig's entries that Portlight reads, with kubectl's own names. */
import { dirname, isAbsolute, join } from 'node:path'
import * as z from 'zod'
import type { Entry } from './files.ts'
import { misconfigured, type Place } from './trouble.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => (value === '' || value === null ? undefined : value))
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? [])
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)

export const contextFields = z.looseObject({
  cluster: z.string().min(1),
  user: text,
  namespace: text,
})

export const clusterFields = z.looseObject({
  server: z.string().min(1),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
  extensions: z.array(z.looseObject({ name: z.string(), extension: z.unknown() })).nullish(),
})

const pluginFields = z.looseObject({
  apiVersion: z.string(),
  command: z.string().min(1),
  args: texts,
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string() }))
    .nullish()
    .transform((value) => value ?? []),
  installHint: text,
  interactiveMode: z.enum(['Never', 'IfAvailable', 'Always']).nullish(),
  provideClusterInfo: flag,
})

export const userFields = z.looseObject({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  as: text,
  'as-uid': text,
  'as-groups': texts,
  'as-user-extra': z
    .record(z.string(), z.array(z.string()))
    .nullish()
    .transform((value) => value ?? {}),
  exec: pluginFields.nullish(),
  'auth-provider': z
    .looseObject({ name: z.string(), config: z.record(z.string(), z.string()).nullish() })
    .nullish(),
})

export type ClusterFields = z.output<typeof clusterFields>
export type UserFields = z.output<typeof userFields>
export type PluginFields = z.output<typeof pluginFields>

/**
 * An entry's fields, checked.
 * @param what completes “The … “name””.
 * @throws Unreachable at step `configuration`, naming file and field.
 */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  entry: Entry,
  what: string,
  place: Place,
): z.output<Schema> {
  const result = schema.safeParse(entry.value ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw misconfigured(
    place,
    `the ${what} “${entry.name}” cannot be used: ${issue?.path.join('.') || what}: ${issue?.message ?? ''}.`,
    `Mend the ${what} “${entry.name}” in ${entry.file}.`,
  )
}

/** A path of an entry: relative ones start from the kubeconfig's own folder. */
export function fileOf(entry: Entry, path: string): string {
  return isAbsolute(path) ? path : join(dirname(entry.file), path)
}
