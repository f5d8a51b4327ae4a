/** Pages that stand in the dock of another page: a shell or a log without what surrounds it. */
import type { Context } from 'hono'

const framed = /\/(?:exec|attach|logs)$/

/** Nothing else of Portlight is meant for its own frames. */
export const embedded = (c: Context): boolean =>
  c.req.query('embed') === '1' && framed.test(c.req.path)
