/** The id of the field for words. */
export const FILTER_FIELD = 'filter-words';
