/**
 * Pages that stand in a frame, without what surrounds one: a shell or a log in the dock of another page, an object's
 * events on its own page where there are no scripts; any in a portal.
 */
import type { Context } from 'hono'

const framed = /\/(?:exec|attach|logs|parts\/events)$/

/** Nothing else of Portlight is meant for its own frames. */
export const embedded = (c: Context): boolean =>
  c.req.query('embed') === '1' && framed.test(c.req.path)

/**
 * Any other page in a frame of a portal: it was asked for so, or leads on from one that was. Browsers say
 * that it is for a frame, our own scripts that they stand in one.
 */
export const bare = (c: Context): boolean =>
  !embedded(c) &&
  (c.req.query('embed') === '1' ||
    c.req.header('sec-fetch-dest') === 'iframe' ||
    c.req.header('portlight-embed') === '1')
