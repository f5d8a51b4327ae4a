/** Times as Grafana writes them into links (`${__url_time_range}`, `${__from}`): read as ours. Pure. */

/** `from=now-1h&to=now` is the last hour; milliseconds or seconds since 1970 are instants. What is neither stays. */
export function ours(params: URLSearchParams): URLSearchParams {
  const read = new URLSearchParams(params)
  const ago = /^now-(\d{1,6}[smhd])$/.exec(read.get('from') ?? '')?.[1]
  if (ago !== undefined) {
    read.delete('from')
    if (!read.has('since')) read.set('since', ago)
  }
  if (read.get('to') === 'now') read.delete('to')
  for (const name of ['from', 'to', 'at']) {
    const count = read.get(name) ?? ''
    if (/^\d{10}(?:\d{3})?$/.test(count)) read.set(name, instant(count))
  }
  return read
}

const instant = (count: string): string => new Date(Number(count.padEnd(13, '0'))).toISOString()
