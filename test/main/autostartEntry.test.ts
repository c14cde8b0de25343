import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../electron/main/autostartEntry.ts';

describe('autostartEntry', () => {
  it('runs a command with its arguments, without a terminal', () => {
    expect(autostartEntry('Earshot', ['/opt/Earshot/earshot', '--hidden'])).toBe('[Desktop Entry]\nType=Application\nName=Earshot\nExec="/opt/Earshot/earshot" "--hidden"\nTerminal=false\n');
  });

  it('quotes what a shell or the entry itself would take for something else', () => {
    expect(autostartEntry('Earshot', ['/home/o p/100%'])).toContain('Exec="/home/o p/100%%"');
    expect(autostartEntry('Earshot', ['a`b'])).toContain('Exec="a\\\\`b"');
    expect(autostartEntry('Earshot', ['a"b'])).toContain(String.raw`Exec="a\\"b"`);
    expect(autostartEntry('Earshot', ['a$b'])).toContain(String.raw`Exec="a\\$b"`);
    expect(autostartEntry('Earshot', ['a\\b'])).toContain(String.raw`Exec="a\\\\b"`);
  });
});
