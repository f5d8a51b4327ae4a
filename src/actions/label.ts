/** A name that is to be typed: one DNS label (RFC 1123), as containers have it, and what names its pods after itself. */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** Empty: it is one. @param of whose name: `a Job` */
export const wrongLabel = (value: string, of: string): string =>
  label.test(value)
    ? ''
    : `“${value.slice(0, 80)}” is no name of ${of}: at most 63 lower-case letters, digits and “-”, none at its ends.`
