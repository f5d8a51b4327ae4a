/** One key of an object that is keys and values. */
export interface Key {
  readonly key: string
  /** Of its value. */
  readonly bytes: number
  /** The field that holds it. */
  readonly field: 'data' | 'binaryData'
}
