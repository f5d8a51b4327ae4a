/** Every failure a person can meet, and what it means in HTTP. Thrown where found, caught once. */

/** What all of ours share: the HTTP status that the page is answered with. */
export abstract class AppError extends Error {
  abstract readonly status: number
}

/** A value that cannot be used. `fields` maps a parameter's or field's name to what is wrong with it. */
export class InvalidInput extends AppError {
  override readonly status = 422
  readonly fields: Readonly<Record<string, string>>
  constructor(fields: Readonly<Record<string, string>>) {
    super(Object.values(fields).join(' '))
    this.fields = fields
  }
}

/** A field of a form says itself what is wrong: the page says it there. */
export class AtField extends AppError {
  override readonly status = 422
}

/** Nobody is signed in, or the credential is not accepted any more. */
export class NotSignedIn extends AppError {
  override readonly status = 401
}

/** Portlight itself refuses (origin, host, local key); the API server's own refusal is a `KubeError` 403. */
export class Refused extends AppError {
  override readonly status = 403
}

/** A body over the cap. */
export class TooLarge extends AppError {
  override readonly status = 413
}

/** As many of a person's, or of all, are under way as may be. */
export class Busy extends AppError {
  override readonly status = 429
}

/** Portlight keeps as many rows as it may: this list cannot be kept as well. */
export class Full extends AppError {
  override readonly status = 503
  /** Milliseconds since 1970: for a while after it nobody needs to try again. */
  readonly at = Date.now()
}

/** What an order or a filter is by is not measured, or not for this person. */
export class Unmeasured extends AppError {
  override readonly status: 403 | 503
  constructor(status: 403 | 503, message: string) {
    super(message)
    this.status = status
  }
}

/** A part of the address names nothing: `what` is its sort ("cluster", "resource"), `subject` what was asked. */
export class NotFound extends AppError {
  override readonly status = 404
  readonly what: string
  readonly subject: string
  constructor(what: string, subject: string, message = `There is no ${what} “${subject}”.`) {
    super(message)
    this.what = what
    this.subject = subject
  }
}

/** What was asked of the API server: what a refusal, a hint and a log line need to name it. */
export interface Asked {
  readonly verb: string
  /** kubectl's name, `pods` or `deployments.apps`; empty for what is no resource (discovery). */
  readonly resource: string
  readonly namespace: string | null
  readonly name: string | null
  /** Over all namespaces of a resource that has them. */
  readonly everywhere?: boolean
}

/** One cause inside a `Status`: the field it is about and the server's words. */
export interface Cause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

/** The API server answered with a failure. `message` is its sentence, word for word. */
export class KubeError extends AppError {
  override readonly status: number
  readonly reason: string
  readonly causes: readonly Cause[]
  readonly asked: Asked
  /** Seconds, from `Retry-After` or `details.retryAfterSeconds`; null where the server named none. */
  readonly retryAfter: number | null
  /** By which the API server's own audit log knows the call; empty where it does not say. */
  readonly auditId: string
  constructor(
    asked: Asked,
    answer: {
      status: number
      reason: string
      message: string
      causes?: readonly Cause[]
      retryAfter?: number | null
      auditId?: string
    },
  ) {
    super(answer.message)
    this.asked = asked
    this.status = answer.status
    this.reason = answer.reason
    this.causes = answer.causes ?? []
    this.retryAfter = answer.retryAfter ?? null
    this.auditId = answer.auditId ?? ''
  }
}

/** An object is there, and cannot be given in the form that was asked for. */
export class Unprintable extends AppError {
  override readonly status = 406
  readonly asked: Asked
  constructor(asked: Asked, message: string, options?: ErrorOptions) {
    super(message, options)
    this.asked = asked
  }
}

/** A change was sent, and no answer came: it may be done or not. Nobody sends it again by themselves. */
export class Uncertain extends AppError {
  override readonly status = 504
  readonly asked: Asked
  constructor(asked: Asked, why: string, options?: ErrorOptions) {
    super(
      `It is not known whether this was done: it was sent, and no answer came (${why}).`,
      options,
    )
    this.asked = asked
  }
}

/** The step at which a cluster could not be reached. */
export type Step =
  | 'configuration'
  | 'credential'
  | 'proxy'
  | 'name lookup'
  | 'connection'
  | 'TLS'
  | 'answer'
  | 'queue'

/** A cluster could not be asked at all. `advice` is what a person can try, one sentence. */
export class Unreachable extends AppError {
  override readonly status: 502 | 504
  readonly cluster: string
  readonly step: Step
  readonly advice: string
  constructor(
    at: { cluster: string; step: Step; advice: string; late?: boolean },
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.cluster = at.cluster
    this.step = at.step
    this.advice = at.advice
    this.status = at.late === true ? 504 : 502
  }
}
