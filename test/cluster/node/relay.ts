/**
 * Carries connections from the machine's loopback into the network of a real node, where this
 * process runs, and from the address of the `kubernetes` Service there to the API server.
 * Arguments: the API server's port. Descriptor 3 is the socket that listens outside.
 */
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

const port = Number(process.argv[2])

// each way ends when its own end has come: one that has said all may still be answered
const carry = (near: Socket): void => {
  const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  near.pipe(far)
  far.pipe(near)
  near.on('error', () => far.destroy())
  far.on('error', () => near.resetAndDestroy())
}
const options = { allowHalfOpen: true, noDelay: true }

createServer(options, carry).listen({ fd: 3 })
createServer(options, carry).listen(443, '10.96.0.1')
