const tagSelector = /^tag:[^=,]+=[^,]*(,\s*tag:[^=,]+=[^,]*)*$/
const idList = /^(?!resource\.)[\w./:@-]+(,\s*[\w./:@-]+)*$/

/**
 * The condition that a selector stands for: `tag:env=dev,tag:team=web` (all of them), ids or names with commas between
 * (any of them), or a CEL condition as it is. What stands in it is quoted, and the whole is checked like any condition.
 */
export function selectorCondition(selector: string): string {
  const text = selector.trim()
  if (tagSelector.test(text)) return text.split(',').map(tagCondition).join(' && ')
  if (idList.test(text)) {
    const list = `[${text
      .split(',')
      .map((id) => JSON.stringify(id.trim()))
      .join(', ')}]`
    return `id in ${list} || name in ${list}`
  }
  return text
}

/** What to write instead of a tag selector that says no value; undefined for any other selector. */
export function selectorAdvice(selector: string): string | undefined {
  const text = selector.trim()
  if (!/^tag:/.test(text) || tagSelector.test(text)) return undefined
  const half = text.split(',').find((part) => !part.includes('=')) ?? ''
  const key = half.replace(/^\s*tag:/, '').trim() || 'key'
  return `Write \`tag:${key}=value\`, or \`${JSON.stringify(key)} in tags\` for any value.`
}

function tagCondition(selector: string): string {
  const [, key = '', value = ''] = /^\s*tag:([^=]+)=(.*)$/.exec(selector) ?? []
  return `tags[${JSON.stringify(key)}] == ${JSON.stringify(value.trim())}`
}
