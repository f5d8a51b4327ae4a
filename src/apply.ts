/** What is applied: the documents of a text, and texts to begin with. */
export { type Document, documents, inOrder, most } from './apply/documents.ts'
export { templateOf, templates } from './apply/templates.ts'
