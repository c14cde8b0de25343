import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlOf, noCurl, shellQuoted } from '#renderer/pushLog/curl.ts';

const url = 'http://127.0.0.1:4780/push/secret-key';
const aBody = (text: string) => ({ text, isCut: false, isText: true });

/** What the command's curl is called with, and gets on its standard input. */
function run(command: string, env: Readonly<Record<string, string>> = {}): { args: string[]; stdin: string } {
  const script = `curl() { for arg in "$@"; do printf '%s' "$arg" | base64 -w0; echo; done; echo --; case "$*" in *'--data-binary @-'*) cat;; esac; }\n${command}`;
  const [args = '', stdin = ''] = execFileSync('sh', ['-s'], { input: script, env: { PATH: process.env['PATH'] ?? '', ...env }, encoding: 'utf8' }).split(/^--\n/m);
  return { args: args.split('\n').filter((line) => line !== '').map((line) => Buffer.from(line, 'base64').toString()), stdin };
}

describe('shellQuoted', () => {
  it.each(["it's", '$(rm -rf /) `id` "x" \\ !', "'''", 'a\nb', '', '-n', '王 🙂 é'])('keeps %j as it is', (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], { encoding: 'utf8' })).toBe(text);
  });
});

describe('curlOf', () => {
  it('sends the body and the headers as they came, without those of the connection', () => {
    const headers = [
      { name: 'host', value: 'desk.example.net' },
      { name: 'content-type', value: "application/json; a='b'" },
      { name: 'content-length', value: '9' },
      { name: 'x-forwarded-for', value: '203.0.113.24' },
      { name: 'sign', value: '' },
      { name: ':method', value: 'PUT' },
    ];
    const { args } = run(curlOf({ headers, body: aBody('@{"a":"it\'s"}\n') }, url, { withKey: true }));
    expect(args).toEqual(['-X', 'POST', url, '-H', "content-type: application/json; a='b'", '-H', 'sign;', '--data-raw', '@{"a":"it\'s"}\n']);
  });

  it('names no secret unless it is asked to, and runs nothing without it', () => {
    const command = curlOf({ headers: [], body: aBody('{}') }, url, { withKey: false });
    expect(command).not.toContain('secret-key');
    expect(run(command, { EARSHOT_PUSH_KEY: 'k' }).args).toEqual(['-X', 'POST', 'http://127.0.0.1:4780/push/k', '-H', 'Content-Type:', '--data-raw', '{}']);
    expect(() => execFileSync('/bin/sh', ['-c', command], { env: { PATH: '' }, stdio: 'pipe' })).toThrow(/EARSHOT_PUSH_KEY/);
  });

  it.each([['tabs and carriage returns', '{\t"a":\r\n1}'], ['a body that is too long for an argument', `{"a":"${'é\'"$'.repeat(60_000)}"}`]])('hands over %s by a pipe', (_name, text) => {
    const { args, stdin } = run(curlOf({ headers: [], body: aBody(text) }, url, { withKey: true }));
    expect(args.at(-1)).toBe('@-');
    expect(stdin).toBe(text);
  });
});

describe('noCurl', () => {
  it('says why there is no command', () => {
    const whole = { bytes: 2, wholeBytes: 2, body: aBody('{}') };
    expect([
      noCurl(whole),
      noCurl({ ...whole, wholeBytes: 3 }),
      noCurl({ ...whole, body: { ...whole.body, isCut: true } }),
      noCurl({ ...whole, body: { ...whole.body, isText: false } }),
    ]).toEqual([null, 'cut', 'long', 'binary']);
  });
});
