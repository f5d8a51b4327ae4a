/** Columns that most kinds have. */
import type { Column, KubeObject, Said, Status, To } from '../../kind.ts'

export const name: Column<KubeObject> = {
  title: 'Name',
  help: 'What it is called',
  type: 'name',
  cell: ({ metadata }) => ({ text: metadata.name }),
}

export const age: Column<KubeObject> = {
  title: 'Age',
  help: 'Time since it was created',
  type: 'age',
  cell: ({ metadata }) => ({ text: '', time: metadata.creationTimestamp ?? undefined }),
}

/** The word, and why. */
export const status = <T>(of: (object: T) => Status): Column<T> => ({
  title: 'Status',
  help: 'What it is like, and why',
  type: 'status',
  cell: (object) => statusSaid(of(object)),
})

const statusSaid = ({ tone, word, reason, since }: Status): Said => ({
  text: word,
  tone,
  note: reason,
  ago: since,
})

/** A column of plain text. */
export const text = <T>(
  title: string,
  help: string,
  of: (object: T) => string | undefined,
  more: Partial<Column<T>> = {},
): Column<T> => ({
  title,
  help,
  type: 'text',
  cell: (object) => ({ text: of(object) ?? '' }),
  ...more,
})

/** A column of a number that is sorted as one. */
export const number = <T>(
  title: string,
  help: string,
  of: (object: T) => number | undefined,
  more: Partial<Column<T>> = {},
): Column<T> => ({
  title,
  help,
  type: 'number',
  cell: (object) => ({ text: String(of(object) ?? '') }),
  value: (object) => of(object) ?? null,
  ...more,
})

/** A number of objects, and the way to them where there are some. */
export const count = <T>(
  title: string,
  help: string,
  of: (object: T) => number,
  to: (object: T) => To | undefined,
  more: Partial<Column<T>> = {},
): Column<T> => ({
  ...number(title, help, of, more),
  cell: (object) => ({
    text: String(of(object)),
    ...(of(object) > 0 && { to: to(object) }),
  }),
})
