/** Says at the end of a run on the demo which tests only the real control plane runs. */
import type { Reporter, TestModule } from 'vitest/node'

export default class TellSkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules
      .filter(({ project }) => project.name === 'demo')
      .flatMap((module) => [...module.children.allTests('skipped')].map((one) => one.fullName))
    if (skipped.length === 0) return
    console.log(`On the real control plane only (npm run test:cluster), ${skipped.length}:`)
    for (const name of skipped) console.log(`  ${name}`)
  }
}
