/** Mounts the pages, in order. */
import { Hono } from 'hono'
import type { Env } from './http/env.ts'
import { action } from './pages/action.ts'
import { apply } from './pages/apply.ts'
import { bulk } from './pages/bulk.ts'
import { certificates } from './pages/certificates.ts'
import { clusters } from './pages/clusters.ts'
import { connected } from './pages/connected.ts'
import { dock } from './pages/dock.ts'
import { drain } from './pages/drain.ts'
import { edit } from './pages/edit.ts'
import { explain } from './pages/explain.ts'
import { exec } from './pages/exec.ts'
import { socket } from './pages/exec/socket.ts'
import { execStream } from './pages/exec/stream.ts'
import { events } from './pages/events.ts'
import { go } from './pages/go.ts'
import { hints } from './pages/hints.ts'
import { keys } from './pages/keys.ts'
import { list } from './pages/list.ts'
import { logs } from './pages/logs.ts'
import { me } from './pages/me.ts'
import { myColumns } from './pages/my-columns.ts'
import { namespaces } from './pages/namespaces.ts'
import { object } from './pages/object.ts'
import { openSearch } from './pages/open-search.ts'
import { overview } from './pages/overview.ts'
import { overviewPart } from './pages/overview/part.ts'
import { owners } from './pages/owners.ts'
import { pins } from './pages/pins.ts'
import { related } from './pages/related.ts'
import { run } from './pages/run.ts'
import { search } from './pages/search.ts'
import { signIn } from './pages/sign-in.ts'
import { theme } from './pages/theme.ts'
import { told } from './pages/told.ts'
import { yaml } from './pages/yaml.ts'

export const pages = new Hono<Env>()
pages.route('/', clusters).route('/', theme).route('/', dock).route('/', signIn)
pages.use('/c/:cluster/*', connected)
/* Reserved words before resources, parts before objects. */
for (const page of [
  overview,
  search,
  run,
  socket,
  execStream,
  apply,
  go,
  openSearch,
  me,
  namespaces,
  myColumns,
  pins,
  owners,
  events,
  logs,
  hints,
  explain,
  told,
  certificates,
  overviewPart,
  related,
  yaml,
  keys,
  action,
  drain,
  edit,
  bulk,
  exec,
  list,
  object,
])
  pages.route('/', page)
