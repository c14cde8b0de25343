/** Has the browser save what is at `address`, which has to be of the page's own origin. */
export function download(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** A browser may still be reading what it saves. */
const readWithinMs = 60_000;

/** As `download`, of another origin: a link to one would lead the page there. */
export async function downloadFromElsewhere(address: string, name: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The file could not be had: ${String(answer.status)}`);
  const own = URL.createObjectURL(await answer.blob());
  download(own, name);
  setTimeout(() => URL.revokeObjectURL(own), readWithinMs);
}
