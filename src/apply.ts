/** What is applied: the documents of a text, and texts to begin with. */
export { type Document, documents, inOrder } from './apply/documents.ts'
export { templateOf, templates } from './apply/templates.ts'
