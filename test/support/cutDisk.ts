import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (Linux: fs/ext4/ext4.h): from now on nothing reaches the disk, the
 * journal's commits in flight included; what was flushed before is all that a power cut would have left. Perl, because
 * every Debian has it and Node has no ioctl.
 */
const shutDown = 'open(my $folder, "<", $ARGV[0]) or die "$!\\n"; my $flags = pack("L", 2); ioctl($folder, 0x8004587d, $flags) or die "$!\\n";';

/** An ext4 of its own in a file, mounted, whose power can be cut. */
export interface CutDisk {
  /** Its root. */
  readonly dir: string;
  /** Nothing that was not flushed is there any more; whoever has files open gets errors from now on. */
  cut(): Promise<void>;
  /** Mounts what is left; nobody may have a file open. The journal is replayed as after a real cut. */
  mountAgain(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function mountCutDisk({ megabytes = 128 }: { readonly megabytes?: number } = {}): Promise<CutDisk> {
  const place = await mkdtemp(join(tmpdir(), 'earshot-disk-'));
  const image = join(place, 'image');
  const dir = join(place, 'mounted');
  const mount = (): Promise<unknown> => run('mount', ['-o', 'loop', image, dir]);
  const unmount = (): Promise<unknown> => run('umount', [dir]);
  let isMounted = false;
  try {
    await mkdir(dir);
    await writeFile(image, '');
    await truncate(image, megabytes * 1024 * 1024);
    await run('mkfs.ext4', ['-q', '-F', image]);
    await mount();
    isMounted = true;
  } catch (error) {
    await rm(place, { recursive: true });
    throw error;
  }
  return {
    dir,
    cut: async () => void (await run('perl', ['-e', shutDown, dir])),
    async mountAgain() {
      await unmount();
      isMounted = false;
      await mount();
      isMounted = true;
    },
    async [Symbol.asyncDispose]() {
      if (isMounted) await unmount();
      await rm(place, { recursive: true });
    },
  };
}

/** Why no power can be cut here, in a sentence; null where it can. */
export async function obstacleToCutting(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a power cut needs Linux and root, to mount a disk of its own';
  try {
    await using disk = await mountCutDisk({ megabytes: 8 });
    await disk.cut();
    return null;
  } catch (error) {
    return `a power cut needs mkfs.ext4, mount, loop devices and perl: ${error instanceof Error ? error.message.trim().replaceAll(/\s+/g, ' ') : String(error)}`;
  }
}
