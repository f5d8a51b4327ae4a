/** While a shell is opened: who does not answer is told after some seconds, and named where nobody does. */
import { Unreachable } from '../../errors.ts'
import { mayComeBack, Unanswered, type Viewer, type Why } from '../../terminals.ts'

/** Milliseconds until it is looked for: most are open in a few hundred. */
const patience = 8000

/** @param look never throws @throws Unanswered where the node is silent; else whatever `open` throws */
export async function opening<T>(
  open: () => Promise<T>,
  look: () => Promise<Why>,
  page: Pick<Viewer, 'silent'>,
): Promise<T> {
  let over = false
  const tell = async () => {
    const why = await look()
    if (!over && mayComeBack(why)) page.silent(why)
  }
  const timer = setTimeout(() => void tell(), patience)
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    // The API server is who was asked, and may only have waited for the kubelet.
    const why = await look()
    throw why.by === 'node' ? new Unanswered(why, { cause: error }) : error
  } finally {
    over = true
    clearTimeout(timer)
  }
}
