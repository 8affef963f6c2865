import { describe, expect, it } from 'vitest'
import { compileTexts, problemsOf } from '../compile.fixture.js'

const configuration = 'accounts:\n  - { name: main, cloud: aws, id: "111111111111" }\n  - { name: data, cloud: aws }\n'

function sheet(lines: string, prices = '{ aws.s3.bucket.storage/standard: "0.023" }'): string {
  return `title: What we pay\ncurrency: EUR\n${lines}prices: ${prices}\n`
}

function problems(...sheets: readonly string[]): Promise<string[]> {
  const files = sheets.map((text, index) => [`prices/${'abc'[index]}.yaml`, text] as const)
  return problemsOf({ 'escher.config.yaml': configuration, ...Object.fromEntries(files) })
}

describe('a price sheet', () => {
  it.each([
    ['compiles', sheet(''), []],
    ['may name accounts by id, name and pattern', sheet('accounts: ["111111111111", data, m*]\n'), []],
    ['may price another part of the meter', sheet('', '{ aws.s3.bucket.storage/archive: "0" }'), []],
    ['may price a part that only looks right', sheet('', '{ aws.s3.bucket.copies/r-1: "1" }'), []],
    [
      'with an unknown meter',
      sheet('', '{ aws.s3.bucket.storrage/standard: "1" }'),
      ['unknown-meter at aws.s3.bucket.storrage/standard'],
    ],
    [
      'with an unknown part',
      sheet('', '{ aws.s3.bucket.storage/standart: "1" }'),
      ['meter-part at aws.s3.bucket.storage/standart'],
    ],
    [
      'with a part that looks wrong',
      sheet('', '{ aws.s3.bucket.copies/R: "1" }'),
      ['meter-part at aws.s3.bucket.copies/R'],
    ],
    ['with too few parts', sheet('', '{ aws.s3.bucket.storage: "1" }'), ['meter-part at aws.s3.bucket.storage']],
    [
      'with too many parts',
      sheet('', '{ aws.s3.bucket.copies/r-1/x: "1" }'),
      ['meter-part at aws.s3.bucket.copies/r-1/x'],
    ],
    ['with an account that is not configured', sheet('accounts: [mian]\n'), ['prices-for-no-account at mian']],
    ['that ends before it begins', sheet('from: 2026-02-01\nuntil: 2026-01-31\n'), ['prices-never-hold at 2026-01-31']],
    ['with a day that no calendar has', sheet('from: 2026-02-30\n'), ['wrong-format at 2026-02-30']],
  ])('%s', async (_, text, expected) => {
    expect(await problems(text)).toEqual(expected)
  })

  it.each(['0.023', '"-1"', '"1,5"', '"1e3"', '"EUR 1"', '""'])('refuses the amount %s', async (amount) => {
    expect(await problems(sheet('', `{ aws.s3.bucket.storage/standard: ${amount} }`))).toHaveLength(1)
  })

  it('refuses a currency that nobody pays in, and names the one that is meant', async () => {
    const text = sheet('').replace('EUR', 'EURO')
    const { diagnostics } = await compileTexts({ 'prices/a.yaml': text })
    expect(diagnostics).toMatchObject([{ code: 'unknown-currency', help: 'did you mean `EUR`?' }])
  })

  it('says which meter and which part are meant', async () => {
    const helps = async (prices: string) =>
      (await compileTexts({ 'prices/a.yaml': sheet('', prices) })).diagnostics.map(({ help }) => help)
    expect(await helps('{ aws.s3.bucket.storrage/standard: "1" }')).toEqual(['did you mean `aws.s3.bucket.storage`?'])
    expect(await helps('{ aws.s3.bucket.storage/standart: "1" }')).toEqual([
      'did you mean `aws.s3.bucket.storage/standard`?',
    ])
    expect(await helps('{ aws.s3.bucket.storage: "1" }')).toEqual(['write `aws.s3.bucket.storage/<class>`'])
  })

  it('means the same in YAML and in TypeScript', async () => {
    const typescript = `import { definePriceSheet } from 'escher'
const gibibyte = '0.0230'
export default definePriceSheet({
  title: 'What we pay', currency: 'EUR', regions: ['r1'], until: '2026-12-31',
  prices: { 'aws.s3.bucket.storage/standard': gibibyte },
})
`
    const yaml = sheet('regions: [r1]\nuntil: 2026-12-31\n', '{ aws.s3.bucket.storage/standard: "0.0230" }')
    const sheets = await Promise.all(
      Object.entries({ 'prices/team/s3.ts': typescript, 'prices/team/s3.yaml': yaml }).map(async ([path, text]) => {
        const { value, diagnostics } = await compileTexts({ [path]: text })
        expect(diagnostics).toEqual([])
        return value.priceSheets.map(({ range: _, ...rest }) => rest)
      }),
    )
    expect(sheets[0]).toEqual(sheets[1])
    expect(sheets[0]).toMatchObject([{ id: 'team/s3', prices: { 'aws.s3.bucket.storage/standard': '0.0230' } }])
  })
})

describe('two price sheets', () => {
  it.each([
    ['for everything', '', '', true],
    ['for accounts and for all: the narrower one goes first', 'accounts: [main]\n', '', false],
    ['for the same account by id and name', 'accounts: [main]\n', 'accounts: ["111111111111"]\n', true],
    ['for different accounts', 'accounts: [main]\n', 'accounts: [data]\n', false],
    ['for regions of which one contains the other', 'regions: [eu-*]\n', 'regions: [eu-west-1, us-east-1]\n', true],
    ['for different regions', 'regions: [eu-west-1]\n', 'regions: [eu-west-2]\n', false],
    ['one after the other', 'until: 2026-06-30\n', 'from: 2026-07-01\n', false],
    ['with a day in common', 'until: 2026-07-01\n', 'from: 2026-07-01\n', true],
  ])('%s', async (_, first, second, overlap) => {
    const codes = (await problems(sheet(first), sheet(second))).map((problem) => problem.split(' ')[0])
    expect(codes).toEqual(overlap ? ['overlapping-prices'] : [])
  })

  it('may give different prices for the same account', async () => {
    expect(await problems(sheet(''), sheet('', '{ aws.s3.bucket.storage/archive: "1" }'))).toEqual([])
  })
})
