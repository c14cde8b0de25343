/** What can be asked of the command line; the headless host has the commands. */
const commands: ReadonlySet<string> = new Set(['serve', 'simulate', 'export', 'import', 'backup', 'restore', 'doctor', 'help']);

/**
 * The arguments from a command's name on where the app was started with one, such as `earshot doctor --json`, else null:
 * then the window is wanted. `argv` is the process's; an app that is not packaged has its folder in it.
 */
export function commandArguments(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  const args = argv.slice(isPackaged ? 1 : 2);
  // Before it stand switches that Chromium takes.
  const name = args.find((argument) => !argument.startsWith('-'));
  return name !== undefined && commands.has(name) ? args.slice(args.indexOf(name)) : null;
}

/** Lets the headless host, which is built beside this one, run the command and end the process with its exit code. */
export async function runCommand(args: readonly string[], headless: URL): Promise<void> {
  process.argv = [process.execPath, 'earshot', ...args];
  await import(headless.href);
}
