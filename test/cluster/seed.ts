/** Fills a new cluster with what its shape asks for. */
import { bare } from './seed/bare.ts'
import { load } from './seed/load.ts'
import { nodes, people } from './seed/people.ts'
import type { Seeding } from './seed/seeding.ts'
import { real } from './seed/real.ts'
import { shop } from './seed/shop.ts'

/** Returns when what was asked for is there: pods of Deployments run, bare pods are stored. */
export async function seed(seeding: Seeding): Promise<void> {
  const { api, shape } = seeding
  const most = Math.max(shape.pods, shape.bare)
  await nodes(api, most > 0 ? Math.max(20, Math.ceil(most / 1_000)) : 4, shape.controllers)
  if (shape.seed === 'shop') await shop(seeding)
  if (shape.pods > 0) await load(seeding)
  if (shape.bare > 0) await bare(seeding)
  await people(api, shape)
  if (shape.realNode) await real(seeding)
}
