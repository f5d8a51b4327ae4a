import { expect, it } from 'vitest'
import { environmentProxy } from '../../src/clusters/proxy.ts'

const proxy = 'http://proxy.example:3128'

it.each([
  ['https://api.example:6443', { HTTPS_PROXY: proxy }, proxy],
  ['https://api.example', { https_proxy: 'proxy.example:3128' }, proxy],
  ['http://api.example', { HTTPS_PROXY: proxy }, undefined],
  ['http://api.example', { HTTP_PROXY: proxy }, proxy],
  ['https://127.0.0.1:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://localhost', { HTTPS_PROXY: proxy }, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ['https://a.api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'x, API.example' }, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy, no_proxy: '.api.example' }, proxy],
  ['https://a.api.example', { HTTPS_PROXY: proxy, no_proxy: '*.api.example' }, undefined],
  ['https://xapi.example', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example' }, proxy],
  ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:6443' }, proxy],
  ['https://api.example:6443', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:6443' }, undefined],
  ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, undefined],
  ['https://11.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8,a/b,10.0.0.0/99' }, proxy],
  ['https://[fd00::1]', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, undefined],
  ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3' }, undefined],
])('%s with %o goes through %s', (url, env, expected) => {
  expect(environmentProxy(new URL(url), env)).toBe(expected)
})
