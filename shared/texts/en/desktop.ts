/** The desktop host's own texts: menu, dialogs. */
export const desktop = {
  menu: {
    settings: 'Settings…',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    file: 'File',
    keys: 'Keys',
    dataDir: 'Show data folder',
    logs: 'Show logs',
    about: 'About Earshot',
    quit: 'Quit Earshot',
    close: 'Close window',
  },
  quit: {
    message: 'Calls will not be received while Earshot is not running.',
    detail: 'The platform tries again for a while. What was received so far stays.',
    quit: 'Quit',
    keep: 'Keep receiving',
  },
  damaged: {
    message: 'The database is damaged',
    detail: 'A backup can take its place. The damaged file is kept, and pushes that can still be read in it are brought over.',
    noBackup: 'There is no backup. Earshot can begin anew: the damaged file is kept, and pushes that can still be read in it are brought over.',
    noneWhole: 'No backup could be restored. Earshot can begin anew: the damaged file is kept, and pushes that can still be read in it are brought over.',
    restore: 'Restore the backup of {{when}}',
    anew: 'Start anew, keep the damaged file',
    quit: 'Quit',
    done: 'Earshot can start again',
  },
  failure: {
    start: 'Earshot cannot start',
    unknown: 'Something unexpected failed: {{message}}',
  },
} as const;
