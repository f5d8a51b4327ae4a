/** Cron schedules in words; forms that would read worse stay as they are. */
import { expect, test } from 'vitest'
import { scheduleWords } from '../../src/kinds/parts/schedule.ts'

test.each([
  ['* * * * *', 'every minute'],
  ['*/1 * * * *', 'every minute'],
  ['*/20 * * * *', 'every 20 minutes'],
  ['0 * * * *', 'every hour'],
  ['@hourly', 'every hour'],
  ['15 * * * *', 'at 15 minutes past every hour'],
  ['15,45 * * * *', 'at 15 and 45 minutes past every hour'],
  ['0 */6 * * *', 'every 6 hours'],
  ['30 */2 * * *', 'every 2 hours, at 30 minutes past'],
  ['0 0 * * *', 'at 00:00, every day'],
  ['@daily', 'at 00:00, every day'],
  ['30 4 * * 1-5', 'at 04:30, Monday to Friday'],
  ['0 9,17 * * MON,wed', 'at 09:00 and 17:00, Monday and Wednesday'],
  ['*/5 8-18 * * 1-5', 'every 5 minutes, from 08:00 to 18:59, Monday to Friday'],
  ['0 3 1 * *', 'at 03:00, on day 1 of the month'],
  ['0 3 1,15 * ?', 'at 03:00, on day 1 and 15 of the month'],
  ['0 0 1 1 *', 'at 00:00, on 1 January'],
  ['0 0 1 1,7 *', 'at 00:00, on day 1 of the month, in January and July'],
  ['@weekly', 'at 00:00, Sunday'],
  ['0 2 * * 7', 'at 02:00, Sunday'],
  ['0 2 * 6-8 *', 'at 02:00, in June to August'],
  ['@every 1h30m', 'every 1h30m'],
])('%s: %s', (schedule, words) => {
  expect(scheduleWords(schedule)).toBe(words)
})

test.each([
  ['a step that does not divide the hour', '*/7 * * * *'],
  ['a step of hours that does not divide the day', '0 */5 * * *'],
  ['a date and a weekday: either is enough', '0 0 1 * 1'],
  ['a step of zero', '*/0 * * * *'],
  ['many times', '0,5,10,15 1,2,3 * * *'],
  ['a range of minutes', '10-20 * * * *'],
  ['a weekday that is none', '0 0 * * FUN'],
  ['a month that is none', '0 0 * 13 *'],
  ['a step of days', '0 0 */2 * *'],
  ['six fields', '0 0 0 * * *'],
  ['nothing', ''],
])('%s stays as it is: %s', (_why, schedule) => {
  expect(scheduleWords(schedule)).toBe('')
})
