/** Objects recorded from a real API server, managed fields left out: test/fixtures/objects/RESOURCE/CASE.json. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { KubeObject } from '../../src/kube.ts'

const folder = fileURLToPath(new URL('../fixtures/objects/', import.meta.url))

/** @param resource kubectl's name. @param name the case: `crash-loop-waiting`. */
export function fixture(resource: string, name: string): KubeObject {
  return JSON.parse(readFileSync(`${folder}${resource}/${name}.json`, 'utf8')) as KubeObject
}

/** Every case of a resource. */
export function cases(resource: string): readonly string[] {
  if (!existsSync(`${folder}${resource}`)) return []
  return readdirSync(`${folder}${resource}`).map((file) => file.replace(/\.json$/, ''))
}
