import { describe, expect, it } from 'vitest'
import { ConfigError, configTable, printed, readConfig } from '../../src/config.ts'

describe('readConfig', () => {
  it('serves this machine alone when told nothing', () => {
    expect(readConfig([], {})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      basePath: '',
      kubeconfig: [],
      context: null,
      signIn: 'none',
      localKey: true,
    })
  })

  it('takes a flag before the environment before the default', () => {
    const env = { PORT: '1', PORTLIGHT_LOG: 'json', PORTLIGHT_LOG_LEVEL: 'debug' }
    const config = readConfig(['--port=2', '--log', 'text'], env)
    expect(config).toMatchObject({ port: 2, log: 'text', logLevel: 'debug' })
  })

  it('takes an empty variable as unset', () => {
    const config = readConfig([], { KUBECONFIG: '', PORT: '', PORTLIGHT_DEMO: '' })
    expect(config).toMatchObject({ kubeconfig: [], port: 8080, demo: false })
  })

  it('reads switches alone, with a value and from the environment', () => {
    expect(readConfig(['--demo', '--port', '1'], {})).toMatchObject({ demo: true, port: 1 })
    expect(readConfig(['--demo=false'], { PORTLIGHT_DEMO: '1' }).demo).toBe(false)
    expect(readConfig([], { PORTLIGHT_DEMO: 'true' }).demo).toBe(true)
  })

  it('takes colours of the palette only', () => {
    const colours = '--cluster-colours=prod-*=red, arn:aws:eks:x/y=pink'
    expect(readConfig([colours], {}).clusterColours).toEqual(['prod-*=red', 'arn:aws:eks:x/y=pink'])
    expect(() => readConfig(['--cluster-colours=prod=#f00'], {})).toThrow(/prod=#f00.*amber/su)
  })

  it('splits lists and forgets their empty parts', () => {
    const config = readConfig(['--hosts=a.example, b:8443'], { KUBECONFIG: '/a::/b c' })
    expect(config.hosts).toEqual(['a.example', 'b:8443'])
    expect(config.kubeconfig).toEqual(['/a', '/b c'])
  })

  it.each([
    ['/', ''],
    ['a/b/', '/a/b'],
    ['/portlight', '/portlight'],
  ])('normalises the base path %s to “%s”', (given, expected) => {
    expect(readConfig(['--base-path', given], {}).basePath).toBe(expected)
  })

  it.each([
    ['--port=65536', /--port: “65536” is not a port/u],
    ['--port=8a', /--port/u],
    ['--base-path=/a/../b', /--base-path/u],
    ['--base-path=/a b', /--base-path/u],
    ['--hosts=https://a', /--hosts/u],
    ['--sign-in=oidc', /none or token/u],
    ['--local-key=maybe', /on or off/u],
    ["--frame-ancestors='self'; script-src *", /--frame-ancestors/u],
    ['--prot=1', /--prot: there is no such flag/u],
    ['--fram', /did you mean --frame-ancestors/u],
    ['--port', /a value is missing/u],
    ['cluster', /cluster: there is no such flag/u],
  ])('refuses %s and says why', (argument, words) => {
    expect(() => readConfig([argument], {})).toThrow(words)
  })

  it('lists everything that is wrong at once, each by the name it was given', () => {
    expect(() => readConfig(['--unknown', '--port=x'], { PORTLIGHT_LOG: 'xml' })).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^--unknown: /u),
          expect.stringMatching(/^--port: /u),
          expect.stringMatching(/^PORTLIGHT_LOG: /u),
        ],
      }),
    )
  })

  it('refuses to act for everybody on an address that others reach, but not for the demo', () => {
    expect(() => readConfig(['--host=0.0.0.0'], {})).toThrow(
      /--sign-in=none with --host=0\.0\.0\.0/u,
    )
    expect(readConfig(['--host=0.0.0.0', '--sign-in=token'], {}).signIn).toBe('token')
    expect(readConfig(['--host=0.0.0.0', '--demo'], {}).demo).toBe(true)
    expect(readConfig(['--host=::1'], {}).host).toBe('::1')
  })

  it('asks for a token in a pod unless told otherwise', () => {
    const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', HOST: '0.0.0.0' }
    expect(readConfig([], env).signIn).toBe('token')
    expect(() => readConfig(['--sign-in=none'], env)).toThrow(ConfigError)
  })

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig([], {}))).toBe(true)
  })
})

describe('what is printed', () => {
  it('is nothing unless asked for', () => {
    expect(printed(['--port=1'])).toBeNull()
  })

  it('is the version of the package', () => {
    expect(printed(['--version'])).toMatch(/^\d+\.\d+\.\d+/u)
  })

  it('names every option in the help and in the table', () => {
    const flags = Object.keys(readConfig([], {})).map(
      (key) => `--${key.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`,
    )
    const help = printed(['--port', '--help'])
    for (const flag of flags) {
      expect(help).toContain(`  ${flag}`)
      expect(configTable()).toContain(`\`${flag}`)
    }
  })
})
