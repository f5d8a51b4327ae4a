/** What a form sends, read the same way for all who take one. */
import type { Context } from 'hono'
import { InvalidInput } from '../errors.ts'

const readable = <T>(body: Promise<T>): Promise<T> =>
  body.catch(() => {
    throw new InvalidInput({ form: 'What was sent is not a form that can be read.' })
  })

/** Of a field that is repeated the last. @throws InvalidInput for what is no form. */
export const formIn = (c: Context) => readable(c.req.parseBody())

/** Of a field that is repeated all. @throws InvalidInput for what is no form. */
export const wholeFormIn = (c: Context) => readable(c.req.parseBody({ all: true }))

/** Its texts; what is a file is empty. @throws InvalidInput for what is no form. */
export async function textsIn(c: Context): Promise<Readonly<Record<string, string>>> {
  const form = await formIn(c)
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  )
}
