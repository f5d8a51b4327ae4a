/** placeholder */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'

export function log(_call: Call, _pod: KubeObject, response: ServerResponse): null {
  response.end('')
  return null
}
