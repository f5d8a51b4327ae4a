/** JSONPath as kubectl writes it, the part of it whose cost is bounded: fields, keys, places, `[*]`, one comparison. */
export { type JsonPath, type NotJsonPath, type Step, readPath } from './json-path/read.ts'
export { type JsonValue, found, valueAt } from './json-path/found.ts'
