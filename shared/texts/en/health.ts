/** What keeps Earshot from doing all that it should, and what to do about it. */
export const health = {
  problem: {
    'disk-full': {
      sentence: 'The disk with the data folder is full.',
      advice: 'Make room on it. Earshot looks every few seconds and goes on by itself.',
    },
    'read-only': {
      sentence: 'The data folder cannot be written to.',
      advice: 'Make the folder and the files in it writable for this user. Earshot goes on by itself.',
    },
    'disk-failing': {
      sentence: 'The disk with the data folder does not read or write as it should.',
      advice: 'Check the disk and its connection, and copy the data folder to another one while it can be read.',
    },
    'database-locked': {
      sentence: 'Another program has locked the database.',
      advice: 'End the program that has earshot.db open, such as a database viewer. Earshot goes on by itself.',
    },
    'database-damaged': {
      sentence: 'The database is damaged.',
      advice: 'Start Earshot again: it offers the newest good backup, and brings over what can still be read of the damaged file, which is kept.',
    },
    'database-gone': {
      sentence: 'The database file was moved, deleted or replaced while Earshot has it open.',
      advice: 'Put earshot.db back into the data folder. If it is lost, start Earshot again and restore a backup.',
    },
    'not-keeping': {
      sentence: 'Pushes cannot be kept, for a reason that Earshot does not know.',
      advice: 'Look into the logs folder of the data folder, and start Earshot again.',
    },
    'not-listening': {
      sentence: '{{detail}}',
      advice: 'Earshot tries again every few seconds, and when the settings are saved. It goes on by itself.',
    },
    'clock-back': {
      sentence: 'The clock of this computer is earlier than the latest push.',
      advice: 'Set the clock. Calls stay in order of arrival whatever it shows. If it is right now, nothing has to be done: this note goes when the clock has caught up, or with the next start after another push.',
    },
    'backup-failed': {
      sentence: 'No backup could be made: {{detail}}',
      advice: 'It is tried again in an hour, or at once under Settings, Backups.',
    },
  },
  held: {
    all: '{{pushes}} and {{calls}}',
    pushes_one: '{{count, number}} push',
    pushes_other: '{{count, number}} pushes',
    calls_one: '{{count, number}} call',
    calls_other: '{{count, number}} calls',
  },
  made: 'Made and read through: {{path}}, with {{held}}.',
  restored: {
    backup: 'Restored {{path}}, with {{held}}.',
    passedOver: 'The newer backup {{path}} could not be taken: {{because}}.',
    anew: 'The database begins anew.',
    setAside: 'The database that was there is kept as {{path}}.',
    brought_one: '{{count, number}} push that only it had was brought over, and is filed when Earshot runs.',
    brought_other: '{{count, number}} pushes that only it had were brought over, and are filed when Earshot runs.',
    unreadable_one: '{{count, number}} push in it could not be read.',
    unreadable_other: '{{count, number}} pushes in it could not be read.',
    'took-too-long': 'Reading it took too long: up to {{count, number}} more may be in it.',
    'nothing-readable': 'Nothing newer in it could be read, so nothing was brought over.',
    'other-history': 'Its pushes are not those of the backup, so nothing was brought over.',
  },
  backup: {
    noRoom: 'it needs {{needed}} MB on the disk of the backups, where {{free}} MB are free.',
    failed: '{{message}}.',
    damaged: 'the copy was not whole when it was read through.',
  },
} as const;
