/** Texts to begin with, for the kinds that people write by hand. */
import type { Resource } from '../kube.ts'

const pods = (image: string) => `    metadata:
      labels:
        app: NAME
    spec:
      containers:
        - name: app
          image: ${image}
`

const workload = (kind: string, more: string) => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: NAME
  namespace: SPACE
spec:
${more}  selector:
    matchLabels:
      app: NAME
  template:
${pods('registry.example.com/app:1.0')}          ports:
            - containerPort: 8080
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 128Mi
`

/** NAME and SPACE stand for what is filled in. */
const texts: Readonly<Record<string, string>> = {
  'deployments.apps': workload('Deployment', '  replicas: 2\n'),
  'statefulsets.apps': workload('StatefulSet', '  replicas: 1\n  serviceName: NAME\n'),
  'daemonsets.apps': workload('DaemonSet', ''),
  'jobs.batch': `apiVersion: batch/v1
kind: Job
metadata:
  name: NAME
  namespace: SPACE
spec:
  backoffLimit: 2
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: job
          image: registry.example.com/app:1.0
`,
  'cronjobs.batch': `apiVersion: batch/v1
kind: CronJob
metadata:
  name: NAME
  namespace: SPACE
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: registry.example.com/app:1.0
`,
  pods: `apiVersion: v1
kind: Pod
metadata:
  name: NAME
  namespace: SPACE
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0
`,
  services: `apiVersion: v1
kind: Service
metadata:
  name: NAME
  namespace: SPACE
spec:
  selector:
    app: NAME
  ports:
    - port: 80
      targetPort: 8080
`,
  'ingresses.networking.k8s.io': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: NAME
  namespace: SPACE
spec:
  rules:
    - host: NAME.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: NAME
                port:
                  number: 80
`,
  configmaps: `apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME
  namespace: SPACE
data:
  key: value
`,
  secrets: `apiVersion: v1
kind: Secret
metadata:
  name: NAME
  namespace: SPACE
type: Opaque
stringData:
  key: value
`,
  namespaces: `apiVersion: v1
kind: Namespace
metadata:
  name: NAME
`,
  persistentvolumeclaims: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: NAME
  namespace: SPACE
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
`,
}

/** What a new object of a resource may look like: of one without a text of its own its head alone. */
export function templateOf(
  { id, group, version, kind, namespaced }: Resource,
  namespace: string,
): string {
  const own = texts[id]
  if (own !== undefined)
    return own.replaceAll(/NAME|SPACE/g, (word) => (word === 'NAME' ? 'example' : namespace))
  const api = group === '' ? version : `${group}/${version}`
  const where = namespaced ? `\n  namespace: ${namespace}` : ''
  return `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n  name: example${where}\nspec: {}\n`
}

/** Those that have a text of their own, by kubectl's name. */
export const templates: readonly string[] = Object.keys(texts)
