import type { Provider, ProviderSession } from '../../core/provider.js'

/**
 * A provider that changes nothing while `confirm` throws. A worker that was frozen may come back when others went on with
 * its work, and must not then do what it was about to.
 */
export function guardedProvider(provider: Provider, confirm: () => Promise<void>): Provider {
  return {
    ...provider,
    open: async (account, context) => {
      const opened = await provider.open(account, context)
      return 'session' in opened ? { session: guardedSession(opened.session, confirm) } : opened
    },
  }
}

function guardedSession(session: ProviderSession, confirm: () => Promise<void>): ProviderSession {
  const { operate } = session
  if (!operate) return session
  return {
    ...session,
    operate: async (request) => {
      await confirm()
      return await operate(request)
    },
  }
}
