/** What only one of two people may see: words are planted in their objects, and what is theirs alone is collected. */

/** The API server as an administrator reaches it. */
export interface Admin {
  get(path: string): Promise<unknown>
  /** A merge patch. */
  patch(path: string, change: object): Promise<unknown>
}

export interface Marked {
  readonly cluster: string
  /** `pods/web/cart-0`, `deployments.apps/web/cart`. */
  readonly objects: readonly string[]
  /** In nothing that the other may see. */
  readonly words: readonly string[]
}

export interface Person {
  readonly name: string
  readonly token: string
  readonly namespace: string
  readonly marked: Marked
}

const kinds = [
  ['pods', '/api/v1'],
  ['configmaps', '/api/v1'],
  ['secrets', '/api/v1'],
  ['services', '/api/v1'],
  ['events', '/api/v1'],
  ['deployments.apps', '/apis/apps/v1'],
  ['replicasets.apps', '/apis/apps/v1'],
  ['statefulsets.apps', '/apis/apps/v1'],
  ['jobs.batch', '/apis/batch/v1'],
] as const

interface Item {
  readonly metadata: { readonly name: string; readonly uid: string }
  readonly data?: Readonly<Record<string, string>>
}

/** @param namespaces of one and of the other. */
export async function marked(
  admin: Admin,
  cluster: string,
  namespaces: readonly [string, string],
): Promise<readonly [Marked, Marked]> {
  for (const namespace of namespaces) await plant(admin, namespace)
  const [one, other] = [
    await collected(admin, namespaces[0]),
    await collected(admin, namespaces[1]),
  ]
  const everybody = JSON.stringify(await admin.get('/api/v1/nodes'))
  const apart = (mine: Collected, theirs: Collected): Marked => ({
    cluster,
    objects: mine.objects,
    words: mine.words.filter(
      (word) => own(word) && ![theirs.text, everybody].some((text) => text.includes(word)),
    ),
  })
  return [apart(one, other), apart(other, one)]
}

/** A word of every day may stand anywhere. */
const own = (word: string) => word.length > 7 && /[-\d]/.test(word)

/** A label, an annotation and, where there is one, a value. */
async function plant(admin: Admin, namespace: string): Promise<void> {
  for (const [id, group] of kinds) {
    if (id === 'events') continue
    const path = `${group}/namespaces/${namespace}/${id.split('.')[0]}`
    const { items } = (await admin.get(path)) as { items: readonly Item[] }
    for (const { metadata } of items.slice(0, 3)) {
      const word = `only-${namespace}-${metadata.uid.slice(0, 8)}`
      const value = id === 'configmaps' && { data: { planted: `${word}-value` } }
      const annotations = { planted: `${word}-note` }
      await admin.patch(`${path}/${metadata.name}`, {
        metadata: { labels: { planted: word }, annotations },
        ...value,
      })
    }
  }
}

interface Collected {
  readonly objects: readonly string[]
  readonly words: readonly string[]
  readonly text: string
}

async function collected(admin: Admin, namespace: string): Promise<Collected> {
  const objects: string[] = []
  const words: string[] = []
  let text = ''
  for (const [id, group] of kinds) {
    const path = `${group}/namespaces/${namespace}/${id.split('.')[0]}`
    const { items } = (await admin.get(path)) as { items: readonly Item[] }
    text += JSON.stringify(items)
    for (const { metadata, data = {} } of items) {
      objects.push(`${id}/${namespace}/${metadata.name}`)
      words.push(metadata.uid, metadata.name, `only-${namespace}-${metadata.uid.slice(0, 8)}`)
      if (id === 'secrets') words.push(...Object.values(data))
    }
  }
  return { objects, words: [...new Set(words)], text }
}
