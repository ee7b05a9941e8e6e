import { countIn, pluralIn } from '../counting.ts';

export const count = countIn('en');
export const plural = pluralIn('en');

const numbers = new Intl.NumberFormat('en');
export const number = (n: number): string => numbers.format(n);
