/** Frames of `channel.k8s.io`, as an API server sends them. */

/** A frame of one channel. */
export const frame = (channel: number, text: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([channel]), Buffer.from(text as string)])

export const success = frame(3, '{"metadata":{},"status":"Success"}')
