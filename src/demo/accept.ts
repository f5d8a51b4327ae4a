/** What a client asked to be answered with: JSON or YAML, the object itself or a print of it. */
import { Failure } from './failure.ts'

export interface Accept {
  readonly as: 'object' | 'table' | 'metadata' | 'discovery'
  readonly yaml: boolean
}

/** The first clause that can be served. */
export function accepted(header = '*/*'): Accept {
  for (const clause of header.split(',')) {
    const [media = '', ...parameters] = clause.split(';').map((part) => part.trim())
    const as = prints.get(
      parameters.find((one) => one.startsWith('as='))?.replace(/List$/, '') ?? '',
    )
    const known = /^(\*\/\*|application\/(\*|json|yaml))$/.test(media)
    if (known && as !== undefined && !parameters.includes('v=v2beta1'))
      return { as, yaml: media === 'application/yaml' }
  }
  throw new Failure(406, 'NotAcceptable', '406: Not Acceptable: only JSON and YAML are served')
}

const prints = new Map<string, Accept['as']>([
  ['', 'object'],
  ['as=Table', 'table'],
  ['as=PartialObjectMetadata', 'metadata'],
  ['as=APIGroupDiscovery', 'discovery'],
])
