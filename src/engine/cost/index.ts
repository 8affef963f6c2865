export { costChange, type Movement } from './cost-change.js'
export { type CostContext, chargesOf, type MonthlyCost, monthlyCost } from './monthly-cost.js'
export { PriceBook, type PriceBookContent } from './price-book.js'
