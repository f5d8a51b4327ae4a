/** An edit as it goes to the API server: the text itself, or what was changed in it. */
import { type Draft, mergePatch, sentText } from '../../edit.ts'
import { KubeError } from '../../errors.ts'
import type { Kube, Ref, Written } from '../../kube.ts'

/** Where in the sent text two lines stand that the person's has not: after this one. */
export const afterOf = (draft: Draft): number => sentText(draft.text, draft).after

/** The whole text; who may patch and not update sends the difference. @throws Malformed */
export async function send(kube: Kube, ref: Ref, draft: Draft, dryRun: boolean): Promise<Written> {
  const yaml = sentText(draft.text, draft).text
  try {
    return await kube.write({ ref, verb: 'update', yaml, dryRun })
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 403 || error.asked.verb !== 'update')
      throw error
    return await patched(kube, ref, draft, { dryRun, refused: error })
  }
}

async function patched(
  kube: Kube,
  ref: Ref,
  draft: Draft,
  { dryRun, refused }: { readonly dryRun: boolean; readonly refused: KubeError },
): Promise<Written> {
  const text = mergePatch(draft.base, draft.text, draft)
  try {
    return await kube.write({ ref, verb: 'patch', type: 'merge', text, dryRun })
  } catch (error) {
    const neither = error instanceof KubeError && error.status === 403
    throw neither ? refused : error
  }
}
