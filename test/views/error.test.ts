import { expect, test } from 'vitest'
import {
  InvalidInput,
  KubeError,
  NotFound,
  NotSignedIn,
  Refused,
  Unprintable,
  Unreachable,
} from '../../src/errors.ts'
import { errorPage } from '../../src/views/error.ts'

const at = {
  list: '/c/prod/pods',
  context: 'prod eu',
  ways: [{ text: 'Home', href: '/' }],
}
const asked = { verb: 'delete', resource: 'deployments.apps', namespace: 'web', name: 'cart' }
const refused = { status: 403, reason: 'Forbidden', message: 'ada may not' }

test('a refusal has the server’s sentence, what is missing, and the line that checks it', () => {
  expect(errorPage(new KubeError(asked, refused), at)).toEqual({
    status: 403,
    title: 'You may not see this',
    said: 'ada may not',
    advice: ['What is missing: the verb “delete” on “deployments.apps” in namespace web.'],
    commands: [`kubectl --context 'prod eu' auth can-i delete deployments.apps/cart -n web`],
    links: at.ways,
    form: '',
  })
})

test('a refusal over the whole cluster names no namespace', () => {
  const page = errorPage(
    new KubeError({ verb: 'list', resource: 'nodes', namespace: null, name: null }, refused),
    { ...at, context: '' },
  )
  expect(page.advice.join()).toContain('in the whole cluster')
  expect(page.commands).toEqual(['kubectl auth can-i list nodes'])
  const wide = { verb: 'list', resource: 'pods', namespace: null, name: null, everywhere: true }
  expect(errorPage(new KubeError(wide, refused), { ...at, context: '' }).commands).toEqual([
    'kubectl auth can-i list pods -A',
  ])
  expect(errorPage(new KubeError(wide, refused), at).form).toBe(at.list)
})

test('a name cannot become a second command', () => {
  const hostile = { ...asked, name: '$(reboot)', namespace: 'a; reboot' }
  const page = errorPage(new KubeError(hostile, refused), at)
  expect(page.commands[0]).toContain(`'deployments.apps/$(reboot)' -n 'a; reboot'`)
})

test('causes are told with their fields, and how long the server wants to be left alone', () => {
  const page = errorPage(
    new KubeError(asked, {
      status: 429,
      reason: 'TooManyRequests',
      message: 'slow down',
      causes: [
        { reason: 'x', message: 'is too many', field: 'spec.replicas' },
        { reason: 'x', message: 'in all', field: '' },
      ],
      retryAfter: 7,
    }),
    at,
  )
  expect(page.advice).toEqual([
    'spec.replicas: is too many',
    'in all',
    'It asks to be left alone for 7 s.',
  ])
  expect(page.commands).toEqual([])
})

test('a status that nobody foresaw is told as it came', () => {
  const page = errorPage(
    new KubeError(asked, { status: 418, reason: 'Teapot', message: 'short and stout' }),
    at,
  )
  expect([page.status, page.title, page.said]).toEqual([
    418,
    'The API server answered 418',
    'short and stout',
  ])
})

test('who cannot be reached is named with the step, what to try, and a check', () => {
  const where = { cluster: 'prod', step: 'TLS', advice: 'Renew the certificate.' } as const
  const page = errorPage(new Unreachable(where, 'certificate has expired'), at)
  expect(page).toMatchObject({
    status: 502,
    title: 'prod does not answer',
    said: 'certificate has expired',
    advice: ['It failed at this step: TLS.', 'Renew the certificate.'],
    commands: [`kubectl --context 'prod eu' get --raw /readyz`],
  })
  const late = new Unreachable({ ...where, late: true }, 'too slow')
  expect(errorPage(late, at).status).toBe(504)
  const broken = new Unreachable({ ...where, step: 'configuration' }, 'no server')
  expect(errorPage(broken, at).commands).toEqual([])
})

test.each([
  [new NotFound('cluster', 'prod'), 404, 'No such cluster', 'There is no cluster “prod”.'],
  [new NotSignedIn('Bring a token.'), 401, 'Not signed in', 'Bring a token.'],
  [new Refused('Not from there.'), 403, 'Refused', 'Not from there.'],
] as const)('%s', (error, status, title, said) => {
  expect(errorPage(error, at)).toMatchObject({ status, title, said, commands: [] })
})

test('what cannot be used is told field by field', () => {
  const page = errorPage(new InvalidInput({ q: 'Too long.', page: 'No number.' }), at)
  expect([page.status, page.advice]).toEqual([422, ['q: Too long.', 'page: No number.']])
})

test('what has no such form has the line that reads it, or changes it, all the same', () => {
  const page = errorPage(new Unprintable({ ...asked, verb: 'get' }, 'cart is deep'), at)
  expect([page.status, page.said]).toEqual([406, 'cart is deep'])
  const line = "kubectl --context 'prod eu' get deployments.apps/cart -n web -o json"
  expect(page.commands).toEqual([line])
  const wide = { verb: 'update', resource: 'odds.example.com', namespace: null, name: '--all' }
  expect(errorPage(new Unprintable(wide, ''), { ...at, context: '' }).commands).toEqual([
    'kubectl edit odds.example.com/--all',
  ])
})
