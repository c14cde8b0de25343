import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../electron/core/recordings/refusals.ts';

describe('refusalOf', () => {
  it.each(['http://127.0.0.1/x.wav', 'https://2130706433/x.wav', 'http://[::1]:8080/x.wav', 'http://[::ffff:10.0.0.1]/x.wav', 'http://169.254.169.254/'])('refuses %s, as nobody is there who may be asked', (url) => {
    expect(refusalOf(url, ['127.0.0.1:1', '[::1]:1'])).toBe('private-address');
  });

  it.each(['ftp://203.0.113.7/x.wav', 'ai_user.wav', 'http://', 'data:audio/wav;base64,UklGRg==', 'file:///etc/passwd'])('refuses %s, as it is no address', (url) => {
    expect(refusalOf(url, [])).toBe('bad-address');
  });

  it.each(['https://8.8.8.8/x.wav', 'https://recordings.example.net/x.wav', 'http://localhost/x.wav', 'https://samples.earshot.invalid/hello/user.wav', 'http://[2001:4860:4860::8888]/x'])('leaves %s to be tried', (url) => {
    expect(refusalOf(url, [])).toBeNull();
  });

  it('refuses no host that is listed', () => {
    expect(refusalOf('http://10.0.0.1:8123/x.wav', ['10.0.0.1:8123'])).toBeNull();
    expect(refusalOf('http://[fd00::1]/x.wav', ['[fd00::1]'])).toBeNull();
  });
});
