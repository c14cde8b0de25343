/** The search box. */
export const search = {
  label: 'Search calls',
  placeholder: 'Search numbers, words, tags',
  covers: 'Finds any part of a number, ids, words of the transcript, names, tags and variables. All words have to be in the call.',
  pushes: {
    label: 'Search pushes',
    placeholder: 'Search pushes: number, call id, text in the body',
    covers: 'Finds pushes by any part of a phone number, by a call id, or by text in the body as it was sent.',
  },
  clear: 'Clear the search',
} as const;
