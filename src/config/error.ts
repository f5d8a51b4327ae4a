/** What is wrong with flags and environment: the process prints it and ends with code 2. */

export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super([...problems, 'See --help.'].join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}
