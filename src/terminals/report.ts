/** What a terminal says by itself: where its cursor is, and what it can, when a program asks. */

const report =
  // oxlint-disable-next-line no-control-regex
  /^(?:\u001B(?:\[[?>]?[\d;]*(?:[Rcn]|\$y)|[P\]][^\u0007\u001B]*(?:\u0007|\u001B\\)))+$/

/** Nobody typed that, and nothing is written after it. */
export const isReport = (bytes: Uint8Array): boolean =>
  bytes.length < 200 && report.test(Buffer.from(bytes).toString('latin1'))
