/** What the demo tells of itself: what it serves, in one piece, and its version. */
import type { Accept } from './call.ts'
import { notHere } from './failure.ts'
import { told } from './kinds.ts'

/** @returns null where the path is not one of discovery */
export function discovery(path: string, as: Accept['as']): object | null {
  if (path === '/version') return version
  if (!/^\/api(\/[^/]+)?$|^\/apis(\/[^/]+){0,2}$/.test(path)) return null
  if (as === 'discovery' && path in told) return told[path] ?? null
  throw notHere('discovery group by group')
}

const version = { major: '1', minor: '37', gitVersion: 'v1.37.2-demo', platform: 'demo' }
