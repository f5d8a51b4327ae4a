/** An address that a form sends along: followed only where it leads nowhere else. */

/** @returns `to` where it is a path below `home`, as a browser would read it; else `home`. */
export function localPath(to: unknown, home: string): string {
  if (typeof to !== 'string' || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(to)) return home
  const { pathname, search } = new URL(to, 'http://here')
  const below = pathname === home || pathname.startsWith(home.endsWith('/') ? home : `${home}/`)
  return below && !pathname.startsWith('//') ? pathname + search : home
}
