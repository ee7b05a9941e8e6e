import { countIn, pluralIn } from '../counting.ts';

export const count = countIn('en');
export const plural = pluralIn('en');
