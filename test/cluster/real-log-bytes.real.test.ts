/** Bytes of a container of the real node: a file of its log is what `kubectl logs` gives, on a page they do nothing. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { portlight, type Program } from '../support/program.ts'
import { noRealNode, realNode } from '../support/real-node.ts'
import { reach } from '../support/record.ts'
import type { Api } from './api.ts'
import { taint } from './node/settings.ts'

const minutes = 60_000
const patience = { timeout: 2 * minutes, interval: 250 }
const pods = '/api/v1/namespaces/real/pods'

/** A title, a link, no UTF-8, NUL, returns, a line separator, a line of 200 kB, and no end of the last one. */
const words = `printf '\\033]0;owned\\007title\\n\\033]8;;javascript:alert(1)\\007link\\033]8;;\\007\\n'
printf 'a\\377\\376b\\000c\\rd\\r\\n\\342\\200\\250e <b>f</b>\\n'
head -c 200000 /dev/zero | tr '\\000' x; printf '\\nthe end'`

const pod = {
  metadata: { name: 'nasty' },
  spec: {
    nodeSelector: { [taint.key]: taint.value },
    tolerations: [{ key: taint.key, operator: 'Exists' }],
    restartPolicy: 'Never',
    containers: [
      {
        name: 'app',
        image: 'registry.example.com/tools/busybox:1.35',
        command: ['sh', '-c', words],
      },
    ],
  },
}

vi.setConfig({ testTimeout: 3 * minutes })

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'bytes of a real container', () => {
  let on: Program
  let api: Api
  let node: Awaited<ReturnType<typeof realNode>>
  beforeAll(async () => {
    node = await realNode()
    api = reach(node.kubeconfig)
    await api.must('POST', pods, pod)
    on = await portlight(['--local-key=off'], { KUBECONFIG: node.kubeconfig })
    const over = async () =>
      expect((await api.must('GET', `${pods}/nasty`)).body).toContain('"phase":"Succeeded"')
    await vi.waitFor(over, patience)
  }, 25 * minutes)
  afterAll(async () => {
    await api?.call('DELETE', `${pods}/nasty`)
    api?.close()
    await on?.stop()
  })

  async function read(query: string, accept = '*/*'): Promise<Buffer> {
    const path = `/c/admin/pods/real/nasty/logs?${query}`
    const sent = request(new URL(path, on.address), { agent: false, headers: { accept } }).end()
    const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer>]
    return buffer(answer)
  }
  const kubectl = async () => {
    const all = [`--kubeconfig=${node.kubeconfig}`, '--namespace=real', 'logs', 'nasty']
    const how = { encoding: 'buffer', maxBuffer: 1e7 } as const
    return (await promisify(execFile)(node.kubectl, all, how)).stdout
  }

  it('are in a file as kubectl gives them, byte for byte', async () => {
    const file = await read('as=txt&timestamps=off&download=1')
    expect(file.length).toBeGreaterThan(200_000)
    expect(file.includes(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0, 0x63, 13, 0x64, 10]))).toBe(true)
    expect(file.equals(await kubectl())).toBe(true)
  })

  it('do nothing on the page, and what is cut of them is named', async () => {
    const page = parse((await read('', 'text/html')).toString())
    const lines = page.querySelectorAll('#lines > [id]')
    const texts = lines.map((line) => line.querySelector('span')?.text ?? '')
    expect(texts.slice(0, 4)).toEqual(['title', 'link', 'a\uFFFD\uFFFDb␀cd', '[U+2028]e <b>f</b>'])
    expect(lines.map((line) => line.querySelector('small')?.text)[4]).toMatch(/^… 18\d KiB more$/)
    expect(texts[5]).toBe('the end')
  })
})
