/** The paths that answer without any resource. */

const version = {
  major: '1',
  minor: '37',
  gitVersion: 'v1.37.2-demo',
  gitCommit: '0'.repeat(40),
  gitTreeState: 'clean',
  buildDate: '2026-08-19T09:31:02Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'demo',
}

/** null: not one of them. */
export function healthy([root, ...rest]: readonly string[]): object | string | null {
  if (root === 'version' && rest.length === 0) return version
  const known = root === 'healthz' || root === 'livez' || root === 'readyz'
  return known && (rest.length === 0 || rest[0] === 'ping') ? 'ok' : null
}
