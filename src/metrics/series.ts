/** Numbers that grow: counters and histograms, one for each set of labels. */
import type { Labels, Sample } from './exposition.ts'

export class Counter {
  readonly #counts = new Map<string, { readonly labels: Labels; value: number }>()

  add(labels: Labels, by = 1): void {
    const key = JSON.stringify(labels)
    const found = this.#counts.get(key)
    if (found === undefined) this.#counts.set(key, { labels, value: by })
    else found.value += by
  }

  samples(): readonly Sample[] {
    return [...this.#counts.values()]
  }
}

interface Bins {
  readonly labels: Labels
  /** How many were in each bin, the last without a limit. */
  readonly counts: number[]
  sum: number
}

export class Histogram {
  readonly #limits: readonly number[]
  readonly #all = new Map<string, Bins>()

  /** @param limits upper ones, included, growing. */
  constructor(limits: readonly number[]) {
    this.#limits = limits
  }

  add(labels: Labels, value: number): void {
    const key = JSON.stringify(labels)
    const bins = this.#all.get(key) ?? this.#begin(key, labels)
    const at = this.#limits.findIndex((limit) => value <= limit)
    const bin = at < 0 ? this.#limits.length : at
    bins.counts[bin] = (bins.counts[bin] ?? 0) + 1
    bins.sum += value
  }

  samples(): readonly Sample[] {
    return [...this.#all.values()].flatMap((bins) => this.#of(bins))
  }

  #begin(key: string, labels: Labels): Bins {
    const bins = { labels, counts: [...this.#limits, Infinity].map(() => 0), sum: 0 }
    this.#all.set(key, bins)
    return bins
  }

  /** Each bucket counts all below it as well. */
  #of({ labels, counts, sum }: Bins): readonly Sample[] {
    let count = 0
    const buckets = counts.map((own, at) => {
      count += own
      const le = String(this.#limits[at] ?? '+Inf')
      return { suffix: '_bucket', labels: { ...labels, le }, value: count }
    })
    return [
      ...buckets,
      { suffix: '_sum', labels, value: sum },
      { suffix: '_count', labels, value: count },
    ]
  }
}
