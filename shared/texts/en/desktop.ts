/** The desktop host's own texts: menu, dialogs. */
export const desktop = {
  menu: {
    settings: 'Settings…',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    file: 'File',
    dataDir: 'Show data folder',
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
  failure: {
    start: 'Earshot cannot start',
    unknown: 'Something unexpected failed: {{message}}',
  },
} as const;
