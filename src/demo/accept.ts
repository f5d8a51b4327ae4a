/** What a client asked to be answered with: JSON or YAML, the object itself or a print of it. */
import { Failure } from './failure.ts'

export interface Accept {
  readonly as: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList' | 'object'
  readonly yaml: boolean
  /** The parameters of the media type, for discovery. */
  readonly parameters: Readonly<Record<string, string>>
}

const prints = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'] as const

/** The first clause that can be served. */
export function accepted(header = '*/*'): Accept {
  for (const clause of header.split(',')) {
    const [media = '', ...rest] = clause.split(';').map((part) => part.trim())
    const parameters = Object.fromEntries(rest.map((part) => part.split('=')))
    const as = prints.find((print) => print === parameters.as)
    const plain =
      parameters.as === undefined ||
      (parameters.g === 'apidiscovery.k8s.io' && parameters.v === 'v2')
    if (/^(\*\/\*|application\/(\*|json|yaml))$/.test(media) && (plain || as !== undefined))
      return { as: as ?? 'object', yaml: media === 'application/yaml', parameters }
  }
  throw new Failure(406, 'NotAcceptable', notAcceptable, {})
}

const notAcceptable =
  '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, ' +
  'application/json;stream=watch'
