/** Every template and the one value it may read. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { Piece } from './logs/ansi.ts'
import type { ActionPage, Goes } from './views/action-page.ts'
import type { PicksView } from './views/action-picks.ts'
import type { ApplyPage } from './views/apply.ts'
import type { Block, FieldRow } from './views/blocks.ts'
import type { BulkPage } from './views/bulk-page.ts'
import type { Cell, Row } from './views/cell.ts'
import type { CertificatesPage, CertificateView } from './views/certificates.ts'
import type { ClusterMark } from './views/cluster-mark.ts'
import type { ClustersPage } from './views/clusters.ts'
import type { CommandPage } from './views/command/page.ts'
import type { DockStrip } from './views/dock-strip.ts'
import type { ExecPage } from './views/exec.ts'
import type { ErrorPage } from './views/error.ts'
import type {
  Carried,
  ClashPage,
  EditForm,
  EditHead,
  EditNote,
  EditPage,
  ForbiddenPage,
  LeftPage,
  RevealPage,
  ReviewPage,
} from './views/edit.ts'
import type { DrainPage } from './views/drain.ts'
import type { Diff } from './views/edit-diff.ts'
import type { Meanwhile, Theirs } from './views/edit-meanwhile.ts'
import type { ExplainPage } from './views/explain.ts'
import { escape } from './views/escape.ts'
import type { EventsBlock, EventsBody, EventsPage } from './views/events.ts'
import type { Menu } from './views/group-menus.ts'
import type { Hint } from './views/hints.ts'
import type { KeyCarried, KeyForm, KeysPage, ShownKey } from './views/keys.ts'
import type { ListPage } from './views/list.ts'
import type { Choices, Chooser } from './views/list-chooser.ts'
import type { Patch } from './views/list-live.ts'
import type { LeftOut } from './views/list-pager.ts'
import type { Live } from './views/live.ts'
import type { PodChoice } from './views/log-choice.ts'
import type { LogControls } from './views/log-controls.ts'
import type { LogEnds } from './views/log-ends.ts'
import type { LogRow } from './views/log-lines.ts'
import type { LogWhy } from './views/log-why.ts'
import type { LogPatch, LogsPage } from './views/logs.ts'
import type { MePage } from './views/me.ts'
import type { NavGroup } from './views/nav.ts'
import type { ObjectBody, ObjectHead, ObjectPage } from './views/object.ts'
import type { ObjectPatch } from './views/object-live.ts'
import type { Narrowed } from './views/narrowed.ts'
import type {
  CountPart,
  OverviewPage,
  OverviewPart,
  Troubles,
  WarningPart,
} from './views/overview.ts'
import type { CountRow } from './views/overview-counts.ts'
import type { Line } from './views/overview-lines.ts'
import type { OverviewPatch } from './views/overview-live.ts'
import type { Wrong } from './views/overview-wrong.ts'
import type { PinForm, PinsPage } from './views/pins.ts'
import type { ProblemBox } from './views/problems.ts'
import type { Reach } from './views/reach.ts'
import type { RelatedRows } from './views/related.ts'
import type { RunHead, RunPage, RunPatch, RunRow, RunsPage } from './views/run.ts'
import type { SearchBody, SearchPage } from './views/search.ts'
import type { Foot, NamespaceOptions, NamespacePicker, Shell } from './views/shell.ts'
import type { AgainPage, OnPage, PassedPage, SignInPage } from './views/sign-in.ts'
import type { TreeNode } from './views/tree.ts'
import type { UsageNote } from './views/usage-note.ts'
import type { YamlBody, YamlPage } from './views/yaml.ts'

export interface Views {
  'layouts/page': Shell & { readonly body: string }
  'layouts/bar': Shell
  'layouts/picker': { readonly picker: NamespacePicker | null; readonly oob: boolean }
  'layouts/sidebar': { readonly nav: readonly NavGroup[]; readonly oob: boolean }
  'layouts/namespaces': NamespaceOptions
  'dock/strip': DockStrip
  'exec/page': ExecPage
  'action/page': ActionPage
  'action/inputs': Pick<ActionPage, 'inputs'>
  'action/line': Pick<ActionPage, 'line'>
  'action/picks': PicksView
  'apply/page': ApplyPage
  'bulk/page': BulkPage
  'parts/cell': Cell
  'parts/hue': ClusterMark
  'parts/kubectl': { readonly kubectl: string }
  'parts/foot': { readonly foot: Foot }
  'parts/wrong': { readonly wrong: readonly LeftOut[] }
  'parts/reach': Reach
  'parts/role': { readonly role: string }
  'parts/goes': Goes
  'parts/live': Live
  'parts/warnings': { readonly warnings: readonly string[] }
  'list/page': ListPage
  'list/narrowed': Narrowed
  'list/controls': ListPage
  'list/exports': ListPage['exports']
  'list/filter': ListPage['form']
  'list/broken': Pick<ListPage['form'], 'broken'>
  'list/help': ListPage['form']['help']
  'list/hints': { readonly hints: readonly Hint[] }
  'list/active': Pick<ListPage, 'active'>
  'list/usage': UsageNote
  'list/chooser': Chooser
  'list/choices': Choices
  'list/table': ListPage
  'list/row': Row
  'list/count': Pick<ListPage, 'count' | 'total'>
  'list/chips': Pick<ListPage, 'chips'>
  'list/menu': Menu
  'list/empty': Pick<ListPage, 'empty'>
  'list/pager': ListPage['pager']
  'list/pin': PinForm
  'list/patch': Patch
  'object/page': ObjectPage
  'object/body': ObjectBody
  'object/patch': ObjectPatch
  'object/head': ObjectHead
  'object/block': Block
  'object/fields': { readonly fields: readonly FieldRow[] }
  'object/problems': { readonly problems: readonly ProblemBox[] }
  'object/certificates': CertificateView
  'object/certificates-page': CertificatesPage
  'object/related': RelatedRows
  'object/related-part': RelatedRows
  'object/told': RelatedRows
  'object/related-page': {
    readonly shell: Shell
    readonly name: string
    /** The object's own page. */
    readonly back: string
    readonly rows: RelatedRows
    readonly foot: Foot
  }
  'object/tree': { readonly nodes: readonly TreeNode[] }
  'object/yaml': YamlPage
  'object/yaml-body': YamlBody
  'object/events': EventsPage
  'object/events-body': EventsBody
  'object/events-frame': EventsBlock & { readonly shell: Shell }
  'object/event-rows': EventsBlock
  'object/owners': { readonly owners: readonly Cell[] }
  'logs/page': LogsPage
  'logs/choice': PodChoice
  'logs/why': LogWhy
  'logs/controls': LogControls
  'logs/select': LogControls['selects'][number]
  'logs/tick': LogControls['previous']
  'logs/wrong': LogControls['wrong'][number]
  'logs/line': LogRow
  'logs/piece': Piece
  'logs/ends': LogEnds
  'logs/patch': LogPatch
  'pins/page': PinsPage & { readonly shell: Shell; readonly foot: Foot }
  'overview/page': OverviewPage
  'overview/troubles': Troubles
  'overview/list': Troubles
  'overview/part': OverviewPart
  'overview/entries': { readonly entries: readonly Wrong[] }
  'overview/line': Line
  'overview/warnings': WarningPart
  'overview/changes': Pick<OverviewPage, 'changes'>
  'overview/capacity': Pick<OverviewPage, 'capacity'>
  'overview/counts': CountPart
  'overview/rows': { readonly rows: readonly CountRow[] }
  'overview/patch': OverviewPatch
  'command/page': CommandPage
  'run/page': RunPage
  'run/all': RunsPage
  'run/head': RunHead
  'run/rows': { readonly rows: readonly RunRow[] }
  'run/row': RunRow
  'run/patch': RunPatch
  'search/page': SearchPage
  'search/body': SearchBody
  'search/description': { readonly name: string; readonly template: string; readonly icon: string }
  'search/patch': SearchBody
  'me/page': MePage
  'sign-in/on': OnPage
  'sign-in/page': SignInPage
  'sign-in/passed': PassedPage
  'sign-in/again': AgainPage
  'clusters/page': ClustersPage
  'keys/page': KeysPage
  'keys/value': ShownKey
  'keys/form': { readonly form: KeyForm; readonly action: string; readonly back: string }
  'keys/carried': KeyCarried
  'drain/page': DrainPage
  'edit/page': EditPage
  'edit/form': EditForm
  'edit/notes': { readonly notes: readonly EditNote[] }
  'edit/head': EditHead
  'edit/meanwhile': Meanwhile
  'edit/theirs': Theirs
  'edit/carried': Carried
  'edit/reveal': RevealPage
  'edit/forbidden': ForbiddenPage
  'edit/review': ReviewPage
  'edit/diff': Diff
  'edit/clash': ClashPage
  'edit/left': LeftPage
  'explain/page': ExplainPage
  'error/page': ErrorPage
  'error/part': { readonly text: string }
}

const root = fileURLToPath(new URL('../views/', import.meta.url))
/** Eta's own include hands the including template's fields on; here a template reads its own value only. */
const closed = {
  processFnString: (code: string) => code.replace('{...it, ...(__eta_d ?? {})}', '__eta_d'),
}
const eta = new Eta({
  views: root,
  cache: true,
  autoTrim: [false, 'nl'],
  escapeFunction: escape,
  plugins: [closed],
})
/** A cell is a template, too: joined anew for each of a thousand, a path takes as long as what it leads to. */
const known = new Map<string, string>()
eta.resolvePath = (view) => {
  const path = known.get(view) ?? `${root}${view}.eta`
  known.set(view, path)
  return path
}

/** Text in, HTML out; everything a template prints is escaped. */
export function render<K extends keyof Views>(view: K, data: Views[K]): string {
  return eta.render(view, data)
}

/** Reads every template, so that a broken one stops the start and not a visitor. */
export function compileViews(): void {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('.eta'))) {
    eta.compile(readFileSync(`${root}${file}`, 'utf8'))
  }
}
