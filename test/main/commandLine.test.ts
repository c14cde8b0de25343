import { describe, expect, it } from 'vitest';
import { commandArguments } from '../../electron/main/commandLine.ts';

describe('commandArguments', () => {
  it('takes a command and what follows it', () => {
    expect(commandArguments(['/opt/Earshot/earshot', 'doctor', '--json'], true)).toEqual(['doctor', '--json']);
    expect(commandArguments(['electron', '/src/earshot', 'restore', 'a.db', '--data', '/d'], false)).toEqual(['restore', 'a.db', '--data', '/d']);
  });

  it('passes over switches that Chromium takes', () => {
    expect(commandArguments(['earshot', '--disable-gpu', 'backup'], true)).toEqual(['backup']);
  });

  it.each([[['earshot']], [['earshot', '--hidden']], [['earshot', '/some/file']], [['earshot', 'earshot://open']]])('wants the window where there is none: %s', (argv) => {
    expect(commandArguments(argv, true)).toBeNull();
  });
});
