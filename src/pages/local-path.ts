/** An address that a form sends along: followed only where it leads nowhere else. */

/** @returns `to` where it is a path below that of `home`, as a browser would read it; else `home`. */
export function localPath(to: unknown, home: string): string {
  const [top = ''] = home.split('?')
  if (typeof to !== 'string' || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(to)) return home
  const { pathname, search } = new URL(to, 'http://here')
  const below = pathname === top || pathname.startsWith(top.endsWith('/') ? top : `${top}/`)
  return below && !pathname.startsWith('//') ? pathname + search : home
}
