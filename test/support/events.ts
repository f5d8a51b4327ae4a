/** Reads a stream of server-sent events as browsers do (WHATWG HTML, 9.2.6). */

export interface Event {
  readonly event: string
  readonly id: string
  readonly data: string
}

/** Whole events alone; what was begun at the end is left out. */
export function parsed(text: string): readonly Event[] {
  const blocks = text
    .split(/\r\n|\r|\n/)
    .join('\n')
    .split('\n\n')
  return blocks.slice(0, -1).map((block) => eventOf(block.split('\n')))
}

function eventOf(lines: readonly string[]): Event {
  const found = { event: '', id: '' }
  const data: string[] = []
  for (const line of lines) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') found.event = value
    else if (field === 'id' && !value.includes('\0')) found.id = value
  }
  return { ...found, data: data.join('\n') }
}
