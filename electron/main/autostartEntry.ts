/**
 * An entry of the autostart folder of Linux desktops that runs `command`, quoted by the rules of the Desktop Entry
 * Specification, “The Exec key”: within the quotes, and again as a value of the file.
 */
export function autostartEntry(name: string, command: readonly string[]): string {
  const quoted = command.map((part) => `"${part.replaceAll(/[\\"`$]/g, String.raw`\$&`).replaceAll('%', '%%')}"`.replaceAll('\\', '\\\\'));
  return `[Desktop Entry]\nType=Application\nName=${name}\nExec=${quoted.join(' ')}\nTerminal=false\n`;
}
