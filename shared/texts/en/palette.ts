/** The command palette. */
export const palette = {
  title: 'Command palette',
  open: 'Command palette',
  field: 'Command, view or call',
  placeholder: 'Do something, go somewhere, find a call',
  found: 'Found',
  group: { places: 'Views', calls: 'Calls', commands: 'Commands' },
  nothing: 'Nothing is called “{{words}}”, and no call has it.',
  count_one: '{{count}} line',
  count_other: '{{count}} lines',
  today_one: '{{count, number}} today',
  today_other: '{{count, number}} today',
  calls_one: '{{count, number}} call',
  calls_other: '{{count, number}} calls',
  hint: { do: 'Do it', move: 'Move', commands: 'Commands only', list: 'In the list', more: 'All of them in the list' },
} as const;
