/** Two Portlights with the same keys behind Debian's nginx as it comes, which sends each request to the next of them. */
import { type Nginx, nginxBefore } from './nginx.ts'
import { portlight, type Program } from './program.ts'

export interface Replicas {
  /** Of nginx. */
  readonly origin: string
  /** As they are now. */
  readonly programs: readonly Program[]
  /** What each printed so far, before it was started anew too. */
  lines(): readonly (readonly string[])[]
  /** One after the other goes down as a cluster asks it to, and is there again. */
  roll(between?: () => Promise<void>): Promise<void>
  /** Goes down as a cluster asks it to. */
  down(which: number): Promise<void>
  /** On its port again. */
  up(which: number): Promise<void>
  stop(): Promise<void>
}

/** @param args beside the key; a pod's wait for those who send requests is a second here. */
export async function replicas(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Replicas> {
  const known = {
    PORTLIGHT_SESSION_KEY: 'one-key-for-all-of-them-0123456789abcdef',
    // As nginx calls what it sends to.
    PORTLIGHT_HOSTS: 'portlight',
    ...env,
  }
  const start = (port: string) => portlight([...args, '--drain-wait=1', `--port=${port}`], known)
  const programs = await Promise.all([start('0'), start('0')])
  const nginx: Nginx = await nginxBefore(programs.map(({ address }) => address))
  const before = programs.map(() => [] as string[])
  const down = async (which: number) => {
    const code = await programs[which]!.end()
    if (code !== 0) throw new Error(`It ended with ${String(code)}.`)
  }
  const up = async (which: number) => {
    const { lines, address } = programs[which]!
    before[which]!.push(...lines)
    programs[which] = await start(address.port)
  }
  return {
    origin: nginx.origin,
    programs,
    lines: () => programs.map(({ lines }, which) => [...before[which]!, ...lines]),
    down,
    up,
    async roll(between = async () => {}) {
      for (const which of programs.keys()) {
        await down(which)
        await between()
        await up(which)
        await between()
      }
    },
    async stop() {
      await nginx.stop()
      await Promise.all(programs.map((each) => each.stop()))
    },
  }
}
