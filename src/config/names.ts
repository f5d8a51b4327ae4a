/** How an option is spelt as a flag and in the environment. */

const bare: ReadonlySet<string> = new Set(['host', 'port', 'kubeconfig'])

/** `basePath` → `--base-path`. */
export function flagName(key: string): string {
  return `--${words(key).join('-')}`
}

/** `basePath` → `PORTLIGHT_BASE_PATH`; host, port and kubeconfig stand bare, as everywhere. */
export function environmentName(key: string): string {
  const name = words(key).join('_').toUpperCase()
  return bare.has(key) ? name : `PORTLIGHT_${name}`
}

function words(key: string): string[] {
  return key.split(/(?=[A-Z])/u).map((word) => word.toLowerCase())
}
