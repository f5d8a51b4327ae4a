/** The certificates that a Secret or a ConfigMap holds, or an ingress serves: a fragment of its page; with `whole=` a page by itself, for browsers without JavaScript. */
import { Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { certificateView } from '../views/certificates.ts'
import { place } from '../views/object.ts'
import { foot } from './foot.ts'
import { reference } from './found.ts'
import { servedCertificates } from './served-certificates.ts'
import { shell } from './shell.ts'

const holders = ['secrets', 'configmaps']
const ingresses = 'ingresses.networking.k8s.io'

export const certificates = new Hono<Env>().get(`${paths.object}/parts/certificates`, async (c) => {
  const { ref, urls, cluster, discovery, now } = await reference(c)
  const { kube } = c.var
  const { id } = ref.resource
  if (!holders.includes(id) && id !== ingresses) throw new NotFound('part', 'certificates')
  const view =
    id === ingresses
      ? await servedCertificates(kube, ref, discovery, now)
      : certificateView((await kube.certificates(ref)).value, now)
  if (c.req.query('whole') === undefined) return html(c, 'object/certificates', view)
  const about = {
    title: `${ref.name} · ${ref.resource.kind} · Certificates`,
    resource: ref.resource,
  }
  const around = { shell: await shell(c, about), foot: foot(c) }
  const back = urls.object(cluster, place(ref))
  return html(c, 'object/certificates-page', { view, name: ref.name, back, ...around })
})
