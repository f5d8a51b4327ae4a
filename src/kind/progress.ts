/** How far what was asked for has come. */
export interface Progress {
  /** `stuck`: it will not get there by itself, as far as its controller can say. */
  readonly state: 'going' | 'done' | 'stuck'
  /** `3 of 5 updated`; empty where there is nothing to say. */
  readonly words: string
}

export interface Progressing<T> {
  /** As `kubectl rollout status` tells it. Absent: its status says it. */
  readonly progress?: (object: T) => Progress
}
