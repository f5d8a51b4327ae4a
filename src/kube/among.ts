/** Which of many namespaces a person may list anything in: each is asked for as that person. */
import { KubeError } from '../errors.ts'
import type { Among, Rights, Work } from './contract.ts'
import type { Link } from './call.ts'
import type { Discovery } from './resource.ts'
import { can } from './review.ts'
import { anyOf, either, rights } from './rights.ts'

/** Reviews under way at once. */
const atOnce = 10

/** Names that the API server fails to check are counted. @throws whatever says that all checks would fail. */
export async function among(
  link: Link,
  work: Work,
  discovery: Discovery,
  names: readonly string[],
): Promise<Among> {
  const found = new Map<string, Rights>()
  const waiting = [...names]
  let unchecked = 0
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      try {
        const may = await rights(link, work, name)
        if (await seen(link, work, discovery, name, may)) found.set(name, may)
      } catch (error) {
        if (!(error instanceof KubeError)) {
          waiting.length = 0
          throw error
        }
        unchecked += 1
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const seenIn = names.filter((name) => found.has(name))
  return { names: seenIn, rights: anyOf([...found.values()]), unchecked }
}

/** Where the rules cannot all be named, pods stand for the rest. */
async function seen(
  link: Link,
  work: Work,
  discovery: Discovery,
  name: string,
  may: Rights,
): Promise<boolean> {
  const said = allows(may, discovery)
  if (said !== null) return said
  const pods = discovery.get('pods')
  return pods !== undefined && (await can(link, work, 'list', pods, name))
}

/** Whether anything that has a namespace may be listed by these rights; null: not known. */
export function allows(of: Rights, { resources }: Discovery): boolean | null {
  const listed = resources.filter(({ namespaced, verbs }) => namespaced && verbs.includes('list'))
  return either(listed.map((resource) => of.mayList(resource)))
}
