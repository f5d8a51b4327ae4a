/** Which tests run where. `npm test`: pure, unit, demo, browser. `npm run test:cluster`: real. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const unit = [
  'logs',
  'config',
  'clusters',
  'kube',
  'live',
  'http',
  'auth',
  'terminals',
  'demo',
  'drain',
  'bench',
]
/** Nothing of theirs changes between tests: a process runs many files, and reads the modules once. */
const pure = ['kinds', 'views', 'edit'].map((area) => `test/${area}/**/*.test.ts`)
/** The same tests run on the demo and on the real control plane. */
const shared = ['test/shared/**/*.test.ts', 'test/pages/**/*.test.ts']
/** What needs the real control plane carries `.real.` in its name. */
const real = 'test/**/*.real.test.ts'

export default defineConfig({
  root: fileURLToPath(new URL('../', import.meta.url)),
  test: {
    reporters: ['default', './test/support/tell-skipped.ts'],
    maxWorkers: 3,
    // What comes is waited for, however busy the machine is: no more than a test that fails takes longer by it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [...unit.map((area) => `test/${area}/**/*.test.ts`), 'test/*.test.ts'],
          exclude: [real],
        },
      },
      { extends: true, test: { name: 'demo', include: shared, exclude: [real] } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: './test/support/chromium.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: [...shared, 'test/cluster/**/*.test.ts', real],
          env: { PORTLIGHT_TEST_TARGET: 'real' },
          globalSetup: ['./test/support/real-cluster.ts', './test/support/chromium.ts'],
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
