/** Texts of the empty desk, and of the push address wherever it is shown. */
export const connect = {
  title: 'Earshot is listening',
  about: 'Every call that your robot makes will appear here seconds after it ends.',
  stopped: {
    title: 'Earshot is not listening',
    about: 'No push can arrive. Set another address or port and start Earshot again.',
  },

  address: {
    title: 'Tell the platform where to send calls',
    about: 'Paste this address under “customer interface status report address”. Keep it private: its key is the password.',
    where: 'Where the address is reached from',
    here: 'This computer',
    tunnel: 'Through a tunnel',
    show: 'Show the key',
    hide: 'Hide the key',
    copy: 'Copy address',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying. Show the key, select the address and copy it.',
    shown: 'Push address',
    hereOnly: 'Reached from this computer only. For the platform, set the address of a tunnel.',
    waiting: 'Waiting for the first push.',
    noTunnel: 'No tunnel is set yet. Open one to port {{port}} of this computer, then enter its address in settings.',
    toSettings: 'Set a tunnel',
  },

  test: {
    title: 'See and hear one now',
    about: 'Posts a sample call with its recordings to this desk, the way the platform would.',
    language: 'Language of the sample call',
    en: 'English',
    es: 'Español',
    zh: '中文',
    send: 'Send a test call',
    sending: 'Sending the test call…',
    sent: 'Sent. It appears here in a moment.',
    refused: 'The receiver did not take the test call. The push log says why; nothing else is affected.',
    failed: 'The test call could not be sent: Earshot could not be reached. Try again.',
  },

  announce: {
    title: 'Which calls should be announced?',
    about: 'These are the first alert rules; more of them can look at anything else of a call.',
    toRules: 'All alert rules',
    levelOf: 'Announcement of {{group}}',
    soundOf: 'Sound of {{group}}',
    hear: 'Hear the sound of {{group}}',
    mixed: 'By several rules',
    failed: 'This could not be saved: Earshot could not be reached.',
    group: {
      handover: 'Was to go to a person and did not reach one',
      answered: 'The customer picked up and talked',
      lost: 'Picked up, but no robot was free',
      unreached: 'No answer, busy, phone off, declined and the like',
      fault: 'The line ran out of money, or the system failed',
    },
  },
} as const;
