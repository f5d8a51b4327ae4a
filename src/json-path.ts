/** JSONPath as kubectl writes it, the part of it whose cost is bounded: fields, keys, places, `[*]`, one comparison. */
export { type JsonPath, readPath } from './json-path/read.ts'
export { type JsonValue, valueAt } from './json-path/found.ts'
