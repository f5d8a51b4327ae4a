/** The application once for each way in which proxies show it: base path and scheme are in every link and cookie. */
import type { IncomingMessage } from 'node:http'
import type { Hono } from 'hono'
import { createApp, type Guards } from './app.ts'
import { endedSessions } from './auth/ended.ts'
import type { Seal } from './auth/seal.ts'
import { type Rules, sessions } from './auth/session.ts'
import type { Env, Lasting } from './http/env.ts'
import { received, type Sent, trusting } from './http/forwarded.ts'
import { urls } from './urls.ts'

export interface Fronts {
  /** To be called with each request before anything else reads it; twice is once. */
  readonly note: (incoming: IncomingMessage) => void
  readonly fetch: (request: Request, env: Bindings) => Response | Promise<Response>
}

interface Bindings {
  readonly incoming: object
}

/** Until it is known where it stands. */
export const starting: Fronts = {
  note: () => {},
  fetch: () => new Response('starting', { status: 503 }),
}

/** Ways that are kept: whoever trusts a proxy trusts it not to make them up. */
const most = 16

export function fronts(lasting: Lasting, guards: Guards, seal: Seal): Fronts {
  const { config } = lasting
  const rules = rulesOf(config)
  const trusts = trusting(config.trustedProxies)
  const own = { base: config.basePath, secure: config.secure }
  const sent = new WeakMap<object, Sent>()
  const apps = new Map<string, Hono<Env>>()
  const at = ({ base, secure }: Pick<Sent, 'base' | 'secure'>): Hono<Env> => {
    const key = `${secure} ${base}`
    const found = apps.get(key)
    if (found !== undefined) return found
    const addresses = urls(base)
    const app = createApp(
      {
        ...lasting,
        config: Object.freeze({ ...config, basePath: base, secure }),
        urls: addresses,
        sessions: sessions(seal, { path: (name) => addresses.cluster(name), secure }, rules),
      },
      guards,
    )
    for (const oldest of apps.keys()) if (apps.size >= most) apps.delete(oldest)
    apps.set(key, app)
    return app
  }
  at(own)
  return {
    note(incoming) {
      if (!sent.has(incoming)) sent.set(incoming, received(incoming, trusts, own))
    },
    fetch(request, env) {
      const how = sent.get(env.incoming)
      // Itself, no copy: the adaptor looks for what a WebSocket leaves in it.
      return at(how ?? own).fetch(request, Object.assign(env, { sent: how }))
    },
  }
}

/** One memory of who signed out for all ways in. */
const rulesOf = ({ sessionIdle, sessionLongest }: Lasting['config']): Rules => ({
  idle: sessionIdle * 60_000,
  longest: sessionLongest * 3_600_000,
  ended: endedSessions(),
})
