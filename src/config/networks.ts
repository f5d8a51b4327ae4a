/** Addresses and networks in configuration: `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`. */
import { isIP } from 'node:net'

/** Not that of everybody: who trusts the whole world trusts nobody's word. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more !== undefined) return false
  if (bits === undefined) return true
  const most = family === 4 ? 32 : 128
  return /^\d{1,3}$/u.test(bits) && Number(bits) >= 1 && Number(bits) <= most
}
