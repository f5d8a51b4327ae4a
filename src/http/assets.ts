/** Styles, script and icon: read once at start as public/build.js compressed them, served under a name that changes with them. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const types = {
  'main.css': 'text/css; charset=utf-8',
  'main.js': 'text/javascript; charset=utf-8',
  'logs.css': 'text/css; charset=utf-8',
  'overview.css': 'text/css; charset=utf-8',
  'edit.css': 'text/css; charset=utf-8',
  'embed.css': 'text/css; charset=utf-8',
  'embed.js': 'text/javascript; charset=utf-8',
  'fields.css': 'text/css; charset=utf-8',
  'dock.css': 'text/css; charset=utf-8',
  'dock.js': 'text/javascript; charset=utf-8',
  'drain.css': 'text/css; charset=utf-8',
  'edit.js': 'text/javascript; charset=utf-8',
  'logs.js': 'text/javascript; charset=utf-8',
  'many.js': 'text/javascript; charset=utf-8',
  'marks.js': 'text/javascript; charset=utf-8',
  'run.css': 'text/css; charset=utf-8',
  'terminal.css': 'text/css; charset=utf-8',
  'terminal.js': 'text/javascript; charset=utf-8',
  'terminal-find.js': 'text/javascript; charset=utf-8',
  'portlight.svg': 'image/svg+xml',
} as const
type Name = keyof typeof types

interface Asset {
  readonly type: string
  readonly bodies: Readonly<Record<'br' | 'gzip' | 'identity', Uint8Array<ArrayBuffer>>>
}
export interface Assets {
  /** The name to link to: `main.0f3a9c.css`. */
  readonly names: Readonly<Record<Name, string>>
  readonly routes: Hono
}

/** @throws Error naming the command to run when the files were not built. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>()
  const names = Object.fromEntries(
    (Object.keys(types) as Name[]).map((name) => {
      const body = read(name)
      const hashed = name.replace(
        '.',
        `.${createHash('sha256').update(body).digest('hex').slice(0, 10)}.`,
      )
      files.set(hashed, { type: types[name], bodies: encoded(name, body) })
      return [name, hashed]
    }),
  ) as Record<Name, string>
  return { names, routes: routes(files) }
}

function read(name: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(new URL(`../../public/dist/${name}`, import.meta.url)))
  } catch (cause) {
    throw new Error(`public/dist/${name} is missing: run “npm run assets”.`, { cause })
  }
}

function encoded(name: Name, identity: Uint8Array<ArrayBuffer>): Asset['bodies'] {
  return { identity, br: read(`${name}.br`), gzip: read(`${name}.gz`) }
}

function routes(files: ReadonlyMap<string, Asset>): Hono {
  return new Hono().get('/:name', (c) => {
    const asset = files.get(c.req.param('name'))
    if (asset === undefined) return c.notFound()
    const coding = choose(c.req.header('accept-encoding') ?? '')
    return c.body(asset.bodies[coding], 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    })
  })
}

function choose(accepted: string): 'br' | 'gzip' | 'identity' {
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}
