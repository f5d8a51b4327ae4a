/** The Debian packages that a real node is made of, installed where they are missing. */
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'

/** A file of each package that must be there. */
const wanted: Record<string, string> = {
  containerd: '/usr/bin/containerd',
  runc: '/usr/sbin/runc',
  'containernetworking-plugins': '/usr/lib/cni/bridge',
  'busybox-static': '/bin/busybox',
  iproute2: '/sbin/ip',
}

/** Why no real node can run here, in words; undefined where one can. */
export function hindrance(): string | undefined {
  if (process.platform !== 'linux') return 'A real node needs Linux: it is made of namespaces.'
  if (process.getuid?.() !== 0) return 'A real node needs root: it makes namespaces and mounts.'
  const tried = spawnSync('unshare', ['--mount', '--net', '--pid', '--fork', 'true'])
  if (tried.status !== 0)
    return `A real node needs namespaces, which are refused here: ${tried.stderr.toString().trim()}`
  if (!writable('/sys/fs/cgroup')) return 'A real node needs /sys/fs/cgroup, which is not writable.'
  const missing = lacking()
  if (missing.length === 0 || existsSync('/usr/bin/apt-get')) return undefined
  return `A real node needs ${missing.map((name) => wanted[name]).join(', ')}: install what Debian calls ${missing.join(', ')}.`
}

/** Installs what is missing. Throws an Error in words where that cannot be done. */
export async function packages(say: (line: string) => void): Promise<void> {
  const why = hindrance()
  if (why !== undefined) throw new Error(why)
  if (lacking().length === 0) return
  say(`installing ${lacking().join(', ')}`)
  await apt('update', '-qq')
  await apt('install', '-qq', '-y', '--no-install-recommends', ...lacking())
  const files = lacking().map((name) => wanted[name])
  if (files.length > 0) throw new Error(`${files.join(', ')} is not there after all.`)
}

const lacking = (): string[] => Object.keys(wanted).filter((name) => !there(name))

/** Debian has a busybox of the same path that needs libraries, which the images do not hold. */
function there(name: string): boolean {
  const file = wanted[name]!
  if (!existsSync(file)) return false
  return name !== 'busybox-static' || !readFileSync(file).includes('/ld-linux')
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function apt(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // standard output is for the kubeconfig alone
  const child = spawn('apt-get', args, { env, stdio: ['ignore', 2, 2] })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`apt-get ${args.join(' ')} failed, see above.`))
    })
  })
}
