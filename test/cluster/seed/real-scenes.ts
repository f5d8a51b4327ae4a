/** What happens on the real node, one pod each, named after it. */
import { taint } from '../node/settings.ts'

const image = 'registry.example.com/tools/busybox:1.35'

const shell = (name: string, script: string, more: object = {}): object => ({
  name,
  image,
  command: ['sh', '-c', script],
  ...more,
})

/** On the real node and on no other. */
const place = {
  nodeSelector: { [taint.key]: taint.value },
  tolerations: [{ key: taint.key, operator: 'Exists' }],
  // a shell does not end when it is asked to, and nobody wants to wait for that
  terminationGracePeriodSeconds: 1,
}

const pod = (name: string, spec: object): object => ({
  metadata: { name, labels: { app: name } },
  spec: { ...place, ...spec },
})

const asleep = 'sleep 86400'
const often = { periodSeconds: 1, failureThreshold: 2 }
const memory = (size: string): object => ({ resources: { limits: { memory: size } } })

const healthy = [
  pod('running', {
    containers: [
      shell('web', 'mkdir /www; echo open >/www/index.html; exec httpd -f -v -p 8080 -h /www', {
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 2 },
        livenessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 10 },
        resources: {
          requests: { cpu: '10m', memory: '8Mi' },
          limits: { cpu: '200m', memory: '64Mi' },
        },
      }),
    ],
  }),
  pod('distroless', {
    containers: [{ name: 'site', image: 'registry.example.com/shop/static-site:2.1.0' }],
  }),
  pod('sidecar', {
    initContainers: [
      shell('proxy', 'while :; do echo proxy: ready; sleep 5; done', { restartPolicy: 'Always' }),
      shell('migrate', 'echo migrated 14 tables'),
    ],
    containers: [shell('app', `echo listening on :8080; ${asleep}`)],
  }),
  pod('ephemeral', { containers: [shell('app', asleep)] }),
  pod('completed', {
    restartPolicy: 'Never',
    containers: [shell('report', 'echo wrote 3 reports; sleep 1')],
  }),
]

const loggers = [
  pod('chatty', {
    containers: [
      shell(
        'orders',
        `i=0; while :; do
  for n in 1 2 3 4 5 6 7 8 9; do i=$((i+1)); printf '\\033[32mINFO\\033[0m order %d taken\\n' $i; done
  i=$((i+1)); printf '\\033[31mERROR\\033[0m order %d refused\\n' $i >&2; sleep 0.1
done`,
      ),
    ],
  }),
  pod('json', {
    containers: [
      shell(
        'payments',
        `i=0; while :; do i=$((i+1)); level=info; [ $((i%7)) = 0 ] && level=error
  printf '{"time":"%s","level":"%s","msg":"payment %d","ms":%d,"card":{"brand":"visa","tries":[1,2]}}\\n' \\
    "$(date -u +%FT%TZ)" $level $i $((i*13%400))
  [ $((i%10)) = 0 ] && echo 'not JSON: collecting garbage'; sleep 0.5
done`,
      ),
    ],
  }),
]

const failing = [
  pod('crash-loop', {
    containers: [
      shell('app', 'echo starting; sleep 1; echo "fatal: no route to the database" >&2; exit 3'),
    ],
  }),
  pod('oom-killed', {
    containers: [shell('app', 'echo reading it all; tail /dev/zero', memory('16Mi'))],
  }),
  pod('failed', {
    restartPolicy: 'Never',
    containers: [shell('import', 'echo "row 17: no price" | tee /dev/termination-log; exit 2')],
  }),
  pod('init-failing', {
    initContainers: [shell('migrate', 'echo "migration 14: table exists" >&2; exit 1')],
    containers: [shell('app', asleep)],
  }),
  pod('init-running', {
    initContainers: [
      shell('first', 'echo done'),
      shell('wait-for-db', 'while :; do echo waiting for db:5432; sleep 5; done'),
    ],
    containers: [shell('app', asleep)],
  }),
  pod('image-pull', {
    containers: [{ name: 'app', image: 'registry.invalid/shop/cart:1.4.0' }],
  }),
  pod('failed-mount', {
    containers: [
      shell('app', asleep, { volumeMounts: [{ name: 'config', mountPath: '/etc/app' }] }),
    ],
    volumes: [{ name: 'config', configMap: { name: 'cart-config' } }],
  }),
  pod('missing-secret', {
    containers: [
      shell('app', asleep, {
        env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'cart-token', key: 'token' } } }],
      }),
    ],
  }),
  pod('readiness-failing', {
    containers: [
      shell('app', asleep, {
        readinessProbe: { httpGet: { path: '/ready', port: 8080 }, ...often },
      }),
    ],
  }),
  pod('liveness-failing', {
    containers: [
      shell('app', asleep, { livenessProbe: { exec: { command: ['cat', '/healthy'] }, ...often } }),
    ],
  }),
  pod('evicted', {
    containers: [
      shell('app', `dd if=/dev/zero of=/tmp/cache bs=1M count=8; ${asleep}`, {
        resources: { limits: { 'ephemeral-storage': '2Mi' } },
      }),
    ],
  }),
]

const waiting = [
  pod('unschedulable', {
    containers: [shell('app', asleep, { resources: { requests: { cpu: '64' } } })],
  }),
  pod('gated', {
    schedulingGates: [{ name: 'example.com/budget' }],
    containers: [shell('app', asleep)],
  }),
  pod('terminating', {
    terminationGracePeriodSeconds: 86_400,
    containers: [shell('app', 'trap "echo not yet" TERM; while :; do sleep 1; done')],
  }),
]

export const scenes = [...healthy, ...loggers, ...failing, ...waiting]

/** Room for one pod, and a Deployment that wants three. */
export const quota = { metadata: { name: 'small' }, spec: { hard: { pods: '1' } } }
export const crowded = {
  metadata: { name: 'over-quota', labels: { app: 'over-quota' } },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'over-quota' } },
    template: {
      metadata: { labels: { app: 'over-quota' } },
      spec: { ...place, containers: [shell('app', asleep)] },
    },
  },
}
