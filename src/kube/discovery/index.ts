/** Finds a resource by any word that kubectl takes. Maps only: a resource may be named `constructor`. */
import type { Discovery, Resource } from '../resource.ts'

/** `resources` in the server's order: the first that a word fits wins. */
export function index(resources: readonly Resource[], failed: readonly string[]): Discovery {
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const byWord = wordsOf(resources)
  const byKind = kindsOf(resources)
  return {
    resources,
    failed,
    get: (id) => byId.get(id),
    resolve: (word) => byId.get(word.toLowerCase()) ?? byWord.get(word.toLowerCase()),
    of: (apiVersion, kind) => byKind.get(`${groupOf(apiVersion)}/${kind}`),
  }
}

/** The group of `apps/v1` is `apps`, that of `v1` is empty. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

function wordsOf(resources: readonly Resource[]): Map<string, Resource> {
  const found = new Map<string, Resource>()
  const add = (word: string, resource: Resource) => {
    if (word !== '' && !found.has(word)) found.set(word, resource)
  }
  // A plural of a late group wins over a short name of an early one, as in kubectl.
  for (const resource of resources) add(resource.plural, resource)
  for (const resource of resources) {
    for (const word of wordsFor(resource)) add(word, resource)
  }
  return found
}

function wordsFor(resource: Resource): string[] {
  const { group, plural, singular, shortNames, kind, versions } = resource
  const bare = [singular, ...shortNames, kind].map((word) => word.toLowerCase())
  const named = [plural, ...bare].filter((word) => word !== '')
  const dotted = group === '' ? '' : `.${group}`
  const full = named.map((word) => `${word}${dotted}`)
  const versioned = named.flatMap((word) => versions.map((v) => `${word}.${v}${dotted}`))
  return [...bare, ...full, ...versioned]
}

function kindsOf(resources: readonly Resource[]): Map<string, Resource> {
  const found = new Map<string, Resource>()
  for (const resource of resources) {
    const key = `${resource.group}/${resource.kind}`
    const before = found.get(key)
    // Two resources may share a kind; the one that can be read is the one that is meant.
    const better = before === undefined || (!before.verbs.includes('get') && reads(resource))
    if (better) found.set(key, resource)
  }
  return found
}

function reads(resource: Resource): boolean {
  return resource.verbs.includes('get')
}
