/** Notifications of calls that matter, and the button that asks for the permission. */
export const alerts = {
  title: '{{status}}: {{phone}}',
  noPhone: 'call {{callId}}',
  more_one: '{{count, number}} more call',
  more_other: '{{count, number}} more calls',
  followUp: 'Follow up: {{phone}}',
  announced: '{{title}}. {{body}}',
  button: {
    ask: 'Turn on alerts',
    on: 'Alerts are on',
    host: 'Alerts are on',
    denied: 'Alerts are blocked',
    unsupported: 'No alerts in this browser',
  },
  explain: {
    ask: 'Earshot can show a notification for each answered call, and one that stays for each lost hand-over.',
    on: 'Answered calls and lost hand-overs are shown as notifications while this page is open. Settings decide for which statuses.',
    host: 'Answered calls and lost hand-overs are shown as notifications while Earshot runs, also behind other windows. Settings decide for which statuses.',
    denied: 'This browser was told not to show notifications from Earshot. Allow them in the site settings, left of the address, then load this page again.',
    unsupported: 'This browser cannot show notifications, or not for this address. New calls still appear in the list.',
  },
} as const;
