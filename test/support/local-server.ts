import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collect } from '../../src/core/collect.js'

/** Has a server listen on this machine alone, on any free port; gives its address. */
export async function listenLocally(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Closes a server with all its connections. */
export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await collect(request as AsyncIterable<Buffer>)).toString('utf8')
}
