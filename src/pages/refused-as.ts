/** A failure for who asked for no page: the status and the words; as JSON or YAML the API's own Status. */
import type { Context } from 'hono'
import { type AppError, InvalidInput, KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { send } from '../http/html.ts'
import { type Form, typeOf } from '../http/negotiate.ts'
import { plain } from '../views/escape.ts'
import { yamlText } from '../views/yaml-text.ts'

export function refusedAs(c: Context<Env>, form: Form, error: AppError): Promise<Response> {
  const { status } = error
  if (form === 'json')
    return send(c, `${JSON.stringify(statusOf(error))}\n`, typeOf(form, c), status)
  if (form === 'yaml')
    return send(
      c,
      yamlText(statusOf(error), () => null),
      typeOf(form, c),
      status,
    )
  return send(c, `${plain(wordsOf(error))}\n`, 'text/plain; charset=utf-8', status)
}

function statusOf(error: AppError): object {
  const fields = error instanceof InvalidInput ? Object.entries(error.fields) : []
  const own = fields.map(([field, message]) => ({ field, message }))
  const causes = error instanceof KubeError ? error.causes : own
  return {
    apiVersion: 'v1',
    code: error.status,
    ...(causes.length > 0 && { details: { causes } }),
    kind: 'Status',
    message: wordsOf(error),
    metadata: {},
    ...(error instanceof KubeError && error.reason !== '' && { reason: error.reason }),
    status: 'Failure',
  }
}

/** Wrong values each with the name of their parameter. */
function wordsOf(error: AppError): string {
  if (!(error instanceof InvalidInput)) return error.message
  const { fields } = error
  return Object.keys(fields)
    .map((name) => `${name}: ${fields[name]}`)
    .join('\n')
}
