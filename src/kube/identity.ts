/** Who a person is to an API server. */

/** Who the API server says the person is (SelfSubjectReview). */
export interface Identity {
  readonly username: string
  readonly uid: string
  readonly groups: readonly string[]
  /** What its authenticator adds. */
  readonly extra: Readonly<Record<string, readonly string[]>>
}
