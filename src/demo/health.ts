/** The paths that answer without any resource. */

export const version = {
  ...{ major: '1', minor: '37', emulationMajor: '1', emulationMinor: '37' },
  ...{ minCompatibilityMajor: '1', minCompatibilityMinor: '36' },
  ...{ gitVersion: 'v1.37.2-demo', gitCommit: '0'.repeat(40), gitTreeState: 'clean' },
  ...{ buildDate: '2026-08-19T09:31:02Z', goVersion: '', compiler: 'portlight', platform: 'demo' },
}

/** null: not one of them. */
export function healthy([root, ...rest]: readonly string[]): string | null {
  if (root === 'version' && rest.length === 0) return JSON.stringify(version, null, 2)
  const known = root === 'healthz' || root === 'livez' || root === 'readyz'
  return known && (rest.length === 0 || rest[0] === 'ping') ? 'ok' : null
}
