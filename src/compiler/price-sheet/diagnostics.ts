import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

const lines = 'title: What we pay\ncurrency: EUR\n'

/** What can be wrong with price sheets beyond their shape. */
export const priceSheetDiagnostics = diagnosticTable({
  'unknown-currency': {
    severity: 'error',
    title: 'There is no such currency',
    message: (p: { currency: string; suggestion: string | undefined }) => `there is no currency \`${p.currency}\``,
    why: 'Amounts are added by currency, and shown with as many places as it has.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'write its ISO 4217 code, such as `EUR`'),
    example: {
      wrong: 'title: What we pay\ncurrency: EURO\nprices: {}\n',
      right: 'title: What we pay\ncurrency: EUR\nprices: {}\n',
    },
  },
  'unknown-meter': {
    severity: 'error',
    title: 'A price is for a meter that no resource type has',
    message: (p: { meter: string; suggestion: string | undefined }) => `there is no meter \`${p.meter}\``,
    why: 'Nothing would ever be billed by it, and what it was meant for would have no price.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, '`escher types <type>` lists the meters of a type'),
    example: {
      wrong: `${lines}prices: { aws.s3.bucket.storrage/standard: "0.02" }\n`,
      right: `${lines}prices: { aws.s3.bucket.storage/standard: "0.02" }\n`,
    },
  },
  'meter-part': {
    severity: 'error',
    title: 'A price does not say rightly what of a meter it is for',
    message: (p: { problem: string; form: string; suggestion: string | undefined }) => p.problem,
    why: 'The price would never be looked up.',
    help: (p: { form: string; suggestion: string | undefined }) => suggestionText(p.suggestion, `write \`${p.form}\``),
    example: {
      wrong: `${lines}prices: { aws.s3.bucket.storage/standart: "0.02" }\n`,
      right: `${lines}prices: { aws.s3.bucket.storage/standard: "0.02" }\n`,
    },
  },
  'prices-never-hold': {
    severity: 'error',
    title: 'A price sheet ends before it begins',
    message: (p: { from: string; until: string }) => `it holds from ${p.from} until ${p.until}: on no day`,
    why: 'Every cost would be unknown for want of a price.',
    help: () => 'let `until` be the last day, not before `from`',
    example: {
      wrong: `${lines}from: 2026-06-01\nuntil: 2026-05-31\nprices: {}\n`,
      right: `${lines}from: 2026-06-01\nuntil: 2026-06-30\nprices: {}\n`,
    },
  },
  'prices-for-no-account': {
    severity: 'error',
    title: 'A price sheet is for an account that is not configured',
    message: (p: { account: string; suggestion: string | undefined }) => `no account is called \`${p.account}\``,
    why: 'The prices would be used for nothing.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'name an account of the configuration by id or name, or leave `accounts` out'),
    example: {
      wrong: `${lines}accounts: [mian]\nprices: {}\n`,
      right: `${lines}accounts: [main]\nprices: {}\n`,
    },
  },
  'overlapping-prices': {
    severity: 'error',
    title: 'Two price sheets give the same price',
    message: (p: { price: string; sheet: string }) => `\`${p.price}\` has a price in \`${p.sheet}\` as well`,
    why: 'Which of them is paid could not be told, so the cost would be unknown.',
    help: () =>
      'let one of the sheets be for fewer accounts or regions, which makes it go first, or let the days not overlap',
  },
})
