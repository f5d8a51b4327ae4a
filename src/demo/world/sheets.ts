/** What there is in the demo: a small shop, as tables. Ages are before the start. */
import { sheet } from '../sheet.ts'

export const namespaces = sheet(
  ['name', 'age', 'team'],
  `
  default      214d platform
  kube-system  214d platform
  shop         203d checkout
  web          187d front
  data         203d storage
  `,
)

export const nodes = sheet(
  ['name', 'role', 'zone', 'cpu', 'memory', 'ip', 'age'],
  `
  keel-1   control-plane  a  4  8144364Ki   10.20.0.10  214d
  mast-1   worker         a  8  32779548Ki  10.20.0.21  214d
  mast-2   worker         b  8  32779548Ki  10.20.0.22  131d
  mast-3   worker         b  8  32779544Ki  10.20.0.23  19d
  `,
)

/** `uses`: env (config map as environment), secret (same), mount (config map), pvc, scene, every (schedule). */
export const workloads = sheet(
  ['kind', 'ns', 'name', 'replicas', 'image', 'port', 'cpu', 'memory', 'age', 'uses'],
  `
  Deployment  shop storefront     4 shop/storefront:2.41.0       8080 250m 256Mi 6d4h   env=storefront secret=session-keys
  Deployment  shop cart           3 shop/cart:1.18.3             8080 100m 192Mi 12d    env=cart secret=redis-auth
  Deployment  shop checkout       3 shop/checkout:3.2.0          8080 200m 256Mi 5h40m  env=checkout secret=postgres-auth scene=oom
  Deployment  shop catalog        3 shop/catalog:0.97.1          8080 150m 512Mi 33d    env=catalog secret=postgres-auth
  Deployment  shop payments       2 shop/payments:4.0.2          8443 200m 384Mi 58d    secret=payment-provider proxy=envoy
  Deployment  shop orders-worker  2 shop/orders:1.18.3           9090 300m 512Mi 12d    env=cart secret=postgres-auth
  Deployment  shop recommend      1 shop/recommend:0.4.0-rc.2    8080 500m 1Gi   42m    env=catalog scene=image
  Deployment  shop reindex        1 shop/reindex:0.3.0           9090 12   16Gi  95m    env=catalog scene=unfit
  Job         shop migrate-orders 4 shop/orders:1.19.0           -    100m 256Mi 54m    secret=postgres-auth scene=failed
  CronJob     shop sitemap        3 shop/tools:5.2               -    50m  128Mi 140d   every=*/20 scene=done
  Deployment  web  www            3 nginx:1.29.4                 8080 50m  64Mi  25d    mount=www-nginx
  Deployment  web  blog           2 ghost:6.4.0                  2368 100m 256Mi 77d    pvc=blog-content env=blog
  Deployment  web  imgproxy       2 imgproxy:3.30.1              8080 500m 512Mi 48d    env=imgproxy
  StatefulSet data postgres       3 postgres:18.1                5432 500m 2Gi   121d   secret=postgres-auth mount=postgres-conf pvc=data
  StatefulSet data redis          3 redis:8.4.0                  6379 100m 512Mi 121d   secret=redis-auth pvc=data
  StatefulSet data warehouse      1 clickhouse:25.12             9000 1    4Gi   2h15m  mount=warehouse-conf pvc=data scene=unbound
  CronJob     data postgres-dump  2 postgres:18.1                -    100m 256Mi 121d   every=30 secret=postgres-auth scene=done
  Deployment  kube-system coredns          2 coredns:1.13.2          53    100m 70Mi  214d  mount=coredns
  Deployment  kube-system ingress-nginx    2 ingress-nginx:1.15.1    8443  100m 90Mi  88d   mount=ingress-nginx
  Deployment  kube-system metrics-server   1 metrics-server:0.9.0    10250 100m 200Mi 88d   -
  Deployment  kube-system volume-provisioner 1 provisioner:0.0.32    9090  50m  64Mi  121d  -
  DaemonSet   kube-system kube-proxy       4 kube-proxy:1.37.2       10249 50m  64Mi  19d   mount=kube-proxy
  DaemonSet   kube-system log-agent        4 fluent-bit:4.2.1        2020  50m  100Mi 40d   mount=log-agent
  Pod         default     toolbox          1 shop/tools:5.2          -     50m  128Mi 3h2m  -
  `,
)

export const services = sheet(
  ['ns', 'name', 'type', 'app', 'port', 'target'],
  `
  default      kubernetes      ClusterIP     -               443   6443
  shop         storefront      ClusterIP     storefront      80    8080
  shop         cart            ClusterIP     cart            80    8080
  shop         checkout        ClusterIP     checkout        80    8080
  shop         catalog         ClusterIP     catalog         80    8080
  shop         payments        ClusterIP     payments        443   8443
  shop         recommend       ClusterIP     recommend       80    8080
  web          www             ClusterIP     www             80    8080
  web          blog            ClusterIP     blog            80    2368
  web          imgproxy        NodePort      imgproxy        80    8080
  data         postgres        Headless      postgres        5432  5432
  data         redis           Headless      redis           6379  6379
  data         warehouse       Headless      warehouse       9000  9000
  data         reports         ExternalName  -               443   443
  kube-system  kube-dns        ClusterIP     coredns         53    53
  kube-system  ingress-nginx   LoadBalancer  ingress-nginx   443   8443
  `,
)

export const ingresses = sheet(
  ['ns', 'name', 'host', 'service', 'path', 'tls'],
  `
  shop  storefront  shop.example.com      storefront  /             shop-tls
  shop  checkout    shop.example.com      checkout    /checkout     shop-tls
  web   www         www.example.com       www         /             www-tls
  web   blog        blog.example.com      blog        /             -
  web   imgproxy    img.example.com       imgproxy    /             www-tls
  `,
)

/** `pairs`: one key and value a word, `~` stands for a line's end and `_` for a space. */
export const configs = sheet(
  ['ns', 'name', 'pairs'],
  `
  shop         storefront      LOG_LEVEL=info CATALOG_URL=http://catalog CART_URL=http://cart FEATURE_GIFT_CARDS=true
  shop         cart            LOG_LEVEL=info REDIS_URL=redis://redis-0.redis.data:6379 CART_TTL=72h
  shop         checkout        LOG_LEVEL=debug PAYMENTS_URL=https://payments NODE_OPTIONS=--max-old-space-size=512
  shop         catalog         LOG_LEVEL=info DATABASE_HOST=postgres.data SEARCH_INDEX=products-v7
  web          blog            url=https://blog.example.com database__client=sqlite3
  web          imgproxy        IMGPROXY_MAX_SRC_RESOLUTION=50 IMGPROXY_PREFERRED_FORMATS=avif,webp,jpeg
  web          www-nginx       nginx.conf=server_{~__listen_8080;~__root_/usr/share/nginx/html;~__gzip_on;~}~ mime.types=types_{~__text/html_html;~}~
  data         postgres-conf   postgresql.conf=max_connections_=_200~shared_buffers_=_512MB~wal_level_=_replica~
  data         warehouse-conf  config.xml=<clickhouse>~__<listen_host>0.0.0.0</listen_host>~</clickhouse>~
  kube-system  coredns         Corefile=.:53_{~__errors~__health~__kubernetes_cluster.local~__forward_._/etc/resolv.conf~__cache_30~}~
  kube-system  ingress-nginx   use-gzip=true proxy-body-size=16m
  kube-system  kube-proxy      config.conf=mode:_nftables~clusterCIDR:_10.244.0.0/16~
  kube-system  log-agent       fluent-bit.conf=[INPUT]~__Name_tail~__Path_/var/log/containers/*.log~
  `,
)

export const secrets = sheet(
  ['ns', 'name', 'type', 'pairs'],
  `
  shop  session-keys      Opaque                          current=not-a-real-key-1 previous=not-a-real-key-0
  shop  redis-auth        Opaque                          REDIS_PASSWORD=demo-only
  shop  postgres-auth     Opaque                          PGUSER=shop PGPASSWORD=demo-only
  shop  payment-provider  Opaque                          API_KEY=demo-only WEBHOOK_SECRET=demo-only
  shop  shop-tls          kubernetes.io/tls               tls.crt=demo-certificate tls.key=demo-key
  shop  registry-pull     kubernetes.io/dockerconfigjson  .dockerconfigjson={"auths":{"registry.example.com":{"auth":"ZGVtbzpkZW1v"}}}
  web   www-tls           kubernetes.io/tls               tls.crt=demo-certificate tls.key=demo-key
  data  postgres-auth     Opaque                          PGUSER=postgres PGPASSWORD=demo-only
  data  redis-auth        Opaque                          REDIS_PASSWORD=demo-only
  `,
)

/** `volume` empty: the claim waits. */
export const claims = sheet(
  ['ns', 'name', 'size', 'class', 'mode', 'age', 'volume'],
  `
  web   blog-content      20Gi   local-path  ReadWriteMany  77d    bound
  data  data-postgres-0   100Gi  local-path  ReadWriteOnce  121d   bound
  data  data-postgres-1   100Gi  local-path  ReadWriteOnce  121d   bound
  data  data-postgres-2   100Gi  local-path  ReadWriteOnce  121d   bound
  data  data-redis-0      10Gi   local-path  ReadWriteOnce  121d   bound
  data  data-redis-1      10Gi   local-path  ReadWriteOnce  121d   bound
  data  data-redis-2      10Gi   local-path  ReadWriteOnce  121d   bound
  data  data-warehouse-0  500Gi  fast-ssd    ReadWriteOnce  2h15m  -
  `,
)

export const backups = sheet(
  ['name', 'phase', 'size', 'tables', 'age', 'took', 'target'],
  `
  postgres-weekly-1   Succeeded  11.4Gi  212  15d   34m  s3://backups/postgres/weekly-1
  postgres-weekly-2   Succeeded  11.9Gi  214  8d    35m  s3://backups/postgres/weekly-2
  postgres-weekly-3   Failed     -       -    1d3h  -    s3://backups/postgres/weekly-3
  redis-nightly       Running    -       3    6m    -    s3://backups/redis/nightly
  `,
)

/** Fields of the event's message: {image} {pod} {node} {name}; `times` of 0: the new form without count. */
export const stories = sheet(
  ['scene', 'on', 'type', 'reason', 'times', 'first', 'last', 'from', 'message'],
  `
  ok       Pod  Normal   Scheduled         0   0s   0s   default-scheduler Successfully assigned {ns}/{pod} to {node}
  ok       Pod  Normal   Pulled            1   2s   2s   kubelet Successfully pulled image "{image}" in 1.204s (1.204s including waiting). Image size: 48211930 bytes.
  ok       Pod  Normal   Created           1   2s   2s   kubelet Container created
  ok       Pod  Normal   Started           1   3s   3s   kubelet Container started
  oom      Pod  Warning  BackOff           187 40m  20s  kubelet Back-off restarting failed container {name} in pod {pod}_{ns}({uid})
  oom      Pod  Normal   Pulled            9   44m  3m   kubelet Container image "{image}" already present on machine and can be accessed by the pod
  image    Pod  Normal   Scheduled         0   42m  42m  default-scheduler Successfully assigned {ns}/{pod} to {node}
  image    Pod  Normal   Pulling           12  42m  4m   kubelet Pulling image "{image}"
  image    Pod  Warning  Failed            12  42m  4m   kubelet Failed to pull image "{image}": rpc error: code = NotFound desc = failed to pull and unpack image "{image}": failed to resolve reference "{image}": {image}: not found
  image    Pod  Warning  Failed            171 41m  35s  kubelet Error: ImagePullBackOff
  image    Pod  Normal   BackOff           171 41m  35s  kubelet Back-off pulling image "{image}"
  unfit    Pod  Warning  FailedScheduling  -20 55m  90s  default-scheduler 0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu. preemption: 0/4 nodes are available: 1 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.
  unbound  Pod  Warning  FailedScheduling  -27 58m  2m   default-scheduler 0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.
  failed   Job  Warning  BackoffLimitExceeded 1 52m 52m  job-controller Job has reached the specified backoff limit
  `,
)

/** Events of other objects. */
export const news = sheet(
  ['ns', 'kind', 'name', 'type', 'reason', 'times', 'first', 'last', 'from', 'message'],
  `
  data     PersistentVolumeClaim data-warehouse-0 Warning ProvisioningFailed 232 58m 12s  persistentvolume-controller storageclass.storage.k8s.io "fast-ssd" not found
  data     StatefulSet  warehouse  Normal  SuccessfulCreate   1 58m  58m  statefulset-controller create Pod warehouse-0 in StatefulSet warehouse successful
  shop     Deployment   recommend  Normal  ScalingReplicaSet  1 42m  42m  deployment-controller Scaled up replica set recommend from 0 to 1
  shop     CronJob      sitemap    Normal  SawCompletedJob    3 48m  8m   cronjob-controller Saw completed job: sitemap, condition: Complete
  web      Ingress      www        Normal  Sync               4 51m  11m  nginx-ingress-controller Scheduled for sync
  default  Node         mast-3     Warning ImageGCFailed      2 47m  27m  kubelet failed to garbage collect required amount of images. Wanted to free 2147483648 bytes, but freed 0 bytes
  default  Node         mast-3     Normal  NodeHasSufficientMemory 1 49m 49m kubelet Node mast-3 status is now: NodeHasSufficientMemory
  `,
)
