/** Commands in containers, and a shell of a few words. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import { type Process, type Served, served } from '../kube/channel-served.ts'
import type { Call } from './call.ts'
import { fill, shape } from './data.ts'
import { badRequest } from './failure.ts'
import { items, text } from './field.ts'
import { chosen } from './log.ts'

export function exec(call: Call, pod: KubeObject, response: ServerResponse): null {
  const [name, { req, socket }] = [chosen(call, pod), response]
  const status = items(pod, 'status.containerStatuses').find((one) => text(one, 'name') === name)
  if (text(status, 'state.running.startedAt') === '')
    throw badRequest(`container not found ("${name}")`)
  if (socket === null || req.headers.upgrade === undefined)
    throw badRequest('Upgrade request required')
  response.detachSocket(socket)
  const [command, tty] = [call.query.getAll('command'), call.query.get('tty') === 'true']
  served(req, socket, (channel) => shell(channel, pod, command, tty))
  return null
}

/** A terminal shows what is typed, and its lines end in two letters. */
function shell(channel: Served, pod: KubeObject, command: string[], tty: boolean): Process {
  let [line, size] = ['', '24 80']
  const echo = (words: string) => tty && channel.write(words)
  const run = (words: string) => {
    const { written, code } = ran(pod, words, size)
    channel.write(tty ? written.replaceAll('\n', '\r\n') : written, code !== 0 && !tty)
    return code
  }
  const enter = () => {
    const [exit, code = 0] = /^\s*exit(?:\s+(\d+))?\s*$/.exec(line) ?? []
    echo('\r\n')
    if (exit !== undefined) return channel.end(Number(code))
    if (line.trim() !== '') run(line)
    line = ''
    return echo('/ # ')
  }
  const press = (key: string) => {
    const isBack = key === '\u007f'
    if (key >= ' ') echo(isBack ? '\b \b'.slice(0, line.length * 3) : key)
    line = isBack ? line.slice(0, -1) : key < ' ' ? line : line + key
    if (key === '\u0003') line = ''
    if ('\r\n\u0003'.includes(key)) enter()
    if (key === '\u0004') channel.end(0)
  }
  const words = command.at(-1) ?? ''
  if (/^(\/bin\/)?(ba|a)?sh$|exec sh$/.test(words)) echo('/ # ')
  else channel.end(run(command[1] === '-c' ? words : command.join(' ')))
  return {
    typed: (keys) => keys.split('').forEach(press),
    resized: (cols, rows) => void (size = `${rows} ${cols}`),
    finished: () => channel.end(0),
  }
}

function ran(pod: KubeObject, line: string, size: string) {
  const words = line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []
  const [name = '', ...rest] = words.map((word) => word.replaceAll(/^["']|["']$/g, ''))
  const files = fill(shape('files'), { ...pod, now: 0 }) as Readonly<Record<string, string>>
  const all = { echo: rest.join(' '), pwd: '/', ls: Object.keys(files).join('\n'), stty: size }
  const known = { ...all, env: files['/proc/self/environ'], cat: files[rest.join(' ')] }
  if (!(name in known)) return { written: `sh: ${name}: not found\n`, code: 127 }
  const written = known[name as 'cat']
  if (written !== undefined) return { written: `${written}\n`, code: 0 }
  return { written: `${name}: ${rest.join(' ')}: No such file or directory\n`, code: 1 }
}
