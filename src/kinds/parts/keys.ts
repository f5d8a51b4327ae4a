/** The values of ConfigMaps and Secrets: how long they are and what they look like. */

/** Bytes of a text. */
export const length = (text: string): number => new TextEncoder().encode(text).length

/** Bytes of what base64 holds. */
export function decodedLength(base64: string): number {
  const digits = base64.replace(/=+$/, '').length
  return Math.floor((digits * 3) / 4)
}

/** Bytes of a Secret's value, which reaches a kind as `<hidden, 12 bytes>`. */
export function hiddenLength(value: string): number {
  return Number(/^<hidden, (\d+) bytes?>$/.exec(value)?.[1] ?? 0)
}

export const hasCertificate = (text: string): boolean =>
  text.includes('-----BEGIN CERTIFICATE-----')

/** By its name a certificate may be behind a key whose value is hidden. */
export const mayHoldCertificate = (key: string): boolean => /\.(?:crt|cert|cer|pem)$/i.test(key)
