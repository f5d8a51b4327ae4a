/** A cron schedule in words (robfig/cron's standard form, which the cronjob controller reads). */

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `@daily` and its like: what they stand for. */
const named: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/** `every 20 minutes`, `at 04:30, Monday to Friday`; empty for forms that are better read as they are. */
export function scheduleWords(schedule: string): string {
  const every = /^@every (\S+)$/.exec(schedule)
  if (every !== null) return `every ${every[1]}`
  const fields = (named[schedule] ?? schedule).trim().split(/\s+/)
  if (fields.length !== 5) return ''
  const [minute = '', hour = '', date = '', month = '', day = ''] = fields.map(asStar)
  const time = timeWords(minute, hour)
  const when = dayWords(date, month, day)
  if (time === null || when === null) return ''
  const daily = /^at \d\d:/.test(time) && when === ''
  return [time, daily ? 'every day' : when].filter((words) => words !== '').join(', ')
}

/** `?` and a step of one say what `*` says. */
const asStar = (field: string): string => (['?', '*/1'].includes(field) ? '*' : field)

const number = (field: string): number | null => (/^\d{1,2}$/.test(field) ? Number(field) : null)
/** Numbers of a plain list; null for anything else. */
function numbers(field: string): readonly number[] | null {
  const all = field.split(',').map(number)
  return all.every((each) => each !== null) ? all : null
}
const step = (field: string): number | null => {
  const found = /^(?:\*|0)\/(\d{1,2})$/.exec(field)?.[1]
  return found === undefined ? null : Number(found)
}
const two = (value: number) => String(value).padStart(2, '0')

function timeWords(minute: string, hour: string): string | null {
  const [minutes, hours] = [numbers(minute), numbers(hour)]
  if (minutes !== null && hours !== null) return atTimes(minutes, hours)
  if (hour === '*') return inEachHour(minute, minutes)
  const every = step(hour)
  if (every !== null && minutes?.length === 1) return everyHours(every, minutes[0] ?? 0)
  const span = /^(\d{1,2})-(\d{1,2})$/.exec(hour)
  if (span === null) return null
  const each = inEachHour(minute, minutes)
  return each === null
    ? null
    : `${each}, from ${two(Number(span[1]))}:00 to ${two(Number(span[2]))}:59`
}

function atTimes(minutes: readonly number[], hours: readonly number[]): string | null {
  if (minutes.length * hours.length > 6) return null
  const times = hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`))
  return `at ${listed(times)}`
}

function inEachHour(minute: string, minutes: readonly number[] | null): string | null {
  if (minute === '*') return 'every minute'
  const every = step(minute)
  if (every !== null) return every === 0 ? null : even(every, 60, 'minute')
  if (minutes === null || minutes.length > 6) return null
  const [only = 0] = minutes
  if (minutes.length === 1 && only === 0) return 'every hour'
  return `at ${listed(minutes.map(String))} minutes past every hour`
}

function everyHours(every: number, minute: number): string | null {
  const words = every === 0 ? null : even(every, 24, 'hour')
  return words === null || minute === 0 ? words : `${words}, at ${minute} minutes past`
}

/** A step that does not divide the whole begins anew at its end: then it is no `every`. */
const even = (every: number, whole: number, unit: string): string | null => {
  if (every === 1) return `every ${unit}`
  return whole % every === 0 ? `every ${every} ${unit}s` : null
}

/** Where both a date and a weekday are given, either is enough: better read as it is. */
function dayWords(date: string, month: string, day: string): string | null {
  if (date !== '*' && day !== '*') return null
  const [ofMonth, ofWeek, inMonths] = [dates(date), weekdays(day), inside(month)]
  if (number(date) !== null && number(month) !== null && inMonths !== null)
    return `on ${Number(date)} ${inMonths.replace('in ', '')}`
  if (ofMonth === null || ofWeek === null || inMonths === null) return null
  return [ofMonth, ofWeek, inMonths].filter((words) => words !== '').join(', ')
}

function dates(field: string): string | null {
  if (field === '*') return ''
  const all = numbers(field)
  return all === null ? null : `on day ${listed(all.map(String))} of the month`
}

function weekdays(field: string): string | null {
  if (field === '*') return ''
  return ranged(field, days, (at) => at % 7)
}

function inside(field: string): string | null {
  if (field === '*') return ''
  const words = ranged(field, months, (at) => at - 1)
  return words === null ? null : `in ${words}`
}

/** Names, lists and ranges of weekdays or months. @param place where a number's name stands */
function ranged(
  field: string,
  names: readonly string[],
  place: (at: number) => number,
): string | null {
  const parts = field.split(',').map((part) => {
    const ends = part.split('-').map((end) => nameOf(end, names, place))
    return ends.length > 2 || ends.includes(null) ? null : ends.join(' to ')
  })
  const known = parts.filter((part) => part !== null)
  return known.length < parts.length ? null : listed(known)
}

function nameOf(
  word: string,
  names: readonly string[],
  place: (at: number) => number,
): string | null {
  const at = number(word)
  if (at !== null) return names[place(at)] ?? null
  if (!/^[A-Za-z]{3}$/.test(word)) return null
  return names.find((each) => each.toLowerCase().startsWith(word.toLowerCase())) ?? null
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

const minutes = 60_000

/**
 * Milliseconds between two runs, where they are always the same or nearly so (a day may have 25
 * hours); null where they are not, or where words cannot tell.
 */
export function period(schedule: string): number | null {
  const fields = (named[schedule] ?? schedule).trim().split(/\s+/)
  if (fields.length !== 5) return null
  const [minute = '', hour = '', ...rest] = fields.map(asStar)
  if (rest.some((field) => field !== '*')) return null
  if (hour === '*') return minute === '*' ? minutes : hourly(minute)
  if (number(minute) === null) return null
  const every = step(hour)
  if (every !== null) return every > 0 && 24 % every === 0 ? every * 60 * minutes : null
  return number(hour) === null ? null : 25 * 60 * minutes
}

function hourly(minute: string): number | null {
  if (number(minute) !== null) return 60 * minutes
  const every = step(minute)
  return every !== null && every > 0 && 60 % every === 0 ? every * minutes : null
}
