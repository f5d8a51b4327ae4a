/** The one custom resource: its printer columns, which its definition and its Table share. */

export const printerColumns = [
  { name: 'Phase', type: 'string', jsonPath: '.status.phase', priority: 0 },
  { name: 'Size', type: 'string', jsonPath: '.status.size', priority: 0 },
  { name: 'Tables', type: 'integer', jsonPath: '.status.tables', priority: 0 },
  { name: 'Finished', type: 'date', jsonPath: '.status.finishedAt', priority: 0 },
  { name: 'Target', type: 'string', jsonPath: '.spec.target', priority: 1 },
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp', priority: 0 },
] as const
