/** The form of an action: read, filled, sent as a browser sends it. */
import type { Answered } from './ask.ts'
import type { Page, Site } from './site.ts'

export type Fields = Readonly<Record<string, string>>

export const fieldsOf = ({ html }: Page): Record<string, string> =>
  Object.fromEntries(
    html
      .querySelectorAll('form[data-action] [name]')
      .map((field) => [field.getAttribute('name') ?? '', field.getAttribute('value') ?? '']),
  )

/** Why it was not done. */
export const said = ({ html }: Page): string => html.querySelector('[role=alert]')?.text ?? ''

const asked = (fields: Fields, more: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    ...more,
  },
})

/** Raw, the redirect not followed. */
export const sent = (
  on: Site,
  to: string,
  fields: Fields,
  more: Record<string, string> = {},
): Promise<Answered> => on.ask(to, asked(fields, { accept: 'text/html', ...more }))

/** A page. */
export const answered = (on: Site, to: string, fields: Fields): Promise<Page> =>
  on.page(to, asked(fields, {}))
