/** A kubeconfig of one context, `demo`. */
export function kubeconfig(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'demo',
    clusters: [{ name: 'demo', cluster: { server } }],
    users: [{ name: 'demo', user: {} }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo' } }],
  })
}
