import { homedir } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { defaultDataDir } from '#core';
import { AppError } from '#shared/errors.ts';
import { settingsPatchSchema } from '#shared/model/settings.ts';
import { backup } from './backup.ts';
import { doctor } from './doctor.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import type { Places } from './serve.ts';
import { simulate } from './simulate.ts';

/** Runs one command and returns the process's exit code: 0, or 1 where it failed, after a sentence that says why. */
export async function runCommandLine(args: readonly string[], places: Places): Promise<number> {
  try {
    await program(places).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // commander has said what is wrong with the arguments, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    say(error instanceof AppError ? error.message : `Earshot failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
}

function program(places: Places): Command {
  const command = new Command('earshot').version(places.version).exitOverride().showHelpAfterError('Use --help to see what there is.');
  const named = process.env['EARSHOT_DATA'] ?? '';
  const dataDir = named === '' ? defaultDataDir({ platform: process.platform, home: homedir(), env: process.env }) : named;

  command
    .command('serve')
    .description('receive pushes and serve the screen to a browser on this computer')
    .option('--data <dir>', 'data directory', dataDir)
    .option('--host <address>', 'address that the receiver binds to', host)
    .option('--port <number>', 'port of the receiver; 0 takes a free one', port)
    .option('--ui-port <number>', 'port of the screen and the API; 0 takes a free one', port)
    .option('--json', 'print one line of JSON when ready, and logs to standard error', false)
    .option('--restore-latest', 'where the database is damaged, set it aside and restore the newest good backup', false)
    .action((options: ServeFlags) => serve(options, places));

  command
    .command('simulate')
    .description('post sample calls with recordings to a running Earshot')
    .option('--count <number>', 'how many calls', wholeNumber, 10)
    .option('--rate <number>', 'how many a second', positive, 2)
    .option('--url <address>', 'push address, instead of the one of the Earshot that runs on the data directory')
    .option('--data <dir>', 'data directory', dataDir)
    .action((options: SimulateFlags) => simulate(options, places));

  command
    .command('backup')
    .description('copy the database and read the copy through, also while Earshot runs')
    .option('--to <file>', 'a file that does not exist yet, instead of one in the backups folder')
    .option('--data <dir>', 'data directory', dataDir)
    .action((options: BackupFlags) => backup(options));

  command
    .command('restore [file]')
    .description('put a backup in the place of the database, which is set aside; Earshot must not run')
    .option('--latest', 'the newest good backup', false)
    .option('--empty', 'no backup: begin anew', false)
    .option('--data <dir>', 'data directory', dataDir)
    .action((file: string | undefined, options: RestoreFlags) => restore(file, options));

  command
    .command('doctor')
    .description('look the data directory through, also while Earshot runs, and say what to do')
    .option('--json', 'print one line of JSON', false)
    .option('--rederive', 'first make every call anew from the pushes; Earshot must not run', false)
    .option('--data <dir>', 'data directory', dataDir)
    .action((options: DoctorFlags) => doctor(options, places));

  return command;
}

type ServeFlags = Parameters<typeof serve>[0];
type SimulateFlags = Parameters<typeof simulate>[0];
type BackupFlags = Parameters<typeof backup>[0];
type RestoreFlags = Parameters<typeof restore>[1];
type DoctorFlags = Parameters<typeof doctor>[0];

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return value;
}

function host(text: string): string {
  if (settingsPatchSchema.safeParse({ receiver: { host: text } }).success) return text;
  throw new InvalidArgumentError('This is an IP address or a host name, without a port.');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('This is a whole number from 1 on.');
  return Number(text);
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('This is a number above 0.');
  return value;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
