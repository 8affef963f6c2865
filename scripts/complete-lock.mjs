// Completes package-lock.json with the optional packages of other platforms.
//
// npm leaves out of the lock what the registry at hand does not have, and `npm ci` then refuses the lock. A registry that
// mirrors only this platform's binaries has that effect. Run this after `npm install` there: it names the missing
// packages with the version that their parent asks for and the platform that their name tells.
import { readFileSync, writeFileSync } from 'node:fs'

const systems = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  win32: 'win32',
}
const processors = ['arm64', 'x64', 'ia32', 'arm', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32']

/** What npm compares with the machine before it fetches a package. */
function platformOf(name) {
  const parts = name.split('/').at(-1).split('-')
  const os = parts.find((part) => part in systems)
  const cpu = parts.find((part) => processors.includes(part))
  const libc = parts.some((part) => part.startsWith('musl'))
    ? 'musl'
    : parts.some((part) => part.startsWith('gnu')) && os === 'linux'
      ? 'glibc'
      : undefined
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) }
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const added = []
for (const [path, parent] of Object.entries(lock.packages)) {
  if (path === '') continue
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (key in lock.packages) continue
    const platform = platformOf(name)
    if (platform.os === undefined && platform.cpu === undefined) continue
    lock.packages[key] = { version, ...(parent.dev ? { dev: true } : {}), optional: true, ...platform }
    added.push(name)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added.length} packages of other platforms added to package-lock.json\n`)
