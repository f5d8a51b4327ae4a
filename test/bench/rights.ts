/** People with few rights: how long 300 candidate namespaces take, each checked as the person. */
import { type Api, api } from '../cluster/api.ts'
import type { Figure } from './figure.ts'
import { goals } from './figure.ts'
import { asInImage, start } from './process.ts'
import { type Measurement, times, type Work } from './work.ts'

const candidates = 300
/** The one that is theirs; rules are reviewed for the others whether they exist or not. */
const home = 'default'
const names = Array.from({ length: candidates }, (_, n) => (n === 217 ? home : `candidate-${n}`))
const account = '/api/v1/namespaces/default/serviceaccounts'
const rbac = 'rbac.authorization.k8s.io'
const bindings = `/apis/${rbac}/v1/namespaces/${home}/rolebindings`
const person = 'portlight-few-rights'

export const rights: Measurement = async (work) => {
  const { server, ca, tokens } = work.cluster
  const admin = api(server, ca, tokens.admin)
  try {
    const token = await prepare(admin)
    return figures(
      await times(7, () => measured(work, token, '/c/admin/go/namespaces')),
      await times(7, () => measured(work, token, '/c/admin/configmaps')),
    )
  } finally {
    await clear(admin)
    admin.close()
  }
}

/** Somebody who may view in one of them and nothing else. */
async function prepare(admin: Api): Promise<string> {
  await admin.must('POST', account, { metadata: { name: person } })
  await admin.must('POST', bindings, {
    metadata: { name: person },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: person, namespace: 'default' }],
  })
  const asked = { spec: { expirationSeconds: 3600 } }
  const { body } = await admin.must('POST', `${account}/${person}/token`, asked)
  return (JSON.parse(body) as { status: { token: string } }).status.token
}

async function clear(admin: Api): Promise<void> {
  await admin.call('DELETE', `${account}/${person}`)
  await admin.call('DELETE', `${bindings}/${person}`)
}

/** Milliseconds of the first request of a new process. @throws Error where it names another namespace, or not the one. */
async function measured({ image, cluster }: Work, token: string, path: string): Promise<number> {
  const args = [
    `--kubeconfig=${cluster.kubeconfig}`,
    '--context=admin',
    '--sign-in=token',
    `--namespaces=${names.join()}`,
  ]
  const portlight = await start({ folder: image, program: asInImage, args })
  try {
    const began = performance.now()
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(portlight.url + path, { headers })
    const body = await answer.text()
    const took = performance.now() - began
    const named = body.match(/candidate-\d+/)?.[0] ?? home
    if (answer.status !== 200 || named !== home || !body.includes(`>${home}<`))
      throw new Error(`${path}: ${answer.status}, and it names ${named}`)
    return took
  } finally {
    await portlight.stop()
  }
}

function figures(picker: readonly number[], list: readonly number[]): Figure[] {
  const who =
    'somebody with one RoleBinding (view) and nothing else; first request of a new process'
  return [
    {
      id: '',
      name: `${candidates} candidate namespaces, each checked as the person`,
      unit: 'ms',
      values: picker,
      goal: goals.candidates,
      how: `the names of the namespace picker, to the last byte, ${who}: connections, discovery, the refused list, ${candidates} rules reviews, ten at a time; one name is told`,
    },
    {
      id: '',
      name: 'a list over all namespaces with the same candidates',
      unit: 'ms',
      values: list,
      how: `\`/configmaps\` without \`ns\`, to the last byte, ${who}: the same and the list of the one namespace`,
    },
  ]
}
