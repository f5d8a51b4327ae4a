/** Kubernetes' names as people read them, and numbers as people write them. */

/** `NetworkPolicy`, `networkpolicies` → `Network policies`. */
export const plural = (kind: string, name: string): string => sentence(kinds(kind, name))

/** `NetworkPolicy`, `networkpolicies` → `NetworkPolicies`. */
export function kinds(kind: string, name: string): string {
  const low = kind.toLowerCase()
  let same = 0
  while (same < low.length && low[same] === name[same]) same += 1
  return kind.slice(0, same) + name.slice(same)
}

/** `HorizontalPodAutoscaler` → `Horizontal pod autoscaler`; acronyms stay: `CSI driver`. */
export function sentence(camel: string): string {
  const words = camel.replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4').split(' ')
  const lower = words.map((word, index) =>
    index === 0 || /^[A-Z0-9]{2,}s?$/.test(word) ? word : word.toLowerCase(),
  )
  return lower.join(' ').replace(/^./, (first) => first.toUpperCase())
}

/** 10003 → `10,003`. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 pod`, `2 pods`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

/** A word for a POSIX shell, quoted only where it must be. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** 1536 → `1.5 KiB`. */
export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
  let value = count
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`
}
