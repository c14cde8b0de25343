/** The search box. */
export const search = {
  label: 'Search calls',
  placeholder: 'Search numbers, words, tags',
  covers: 'Finds any part of a number, ids, words of the transcript, names, tags and variables. All words have to be in the call.',
  clear: 'Clear the search',
} as const;
