import { types } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElectronTypes } from '../electronTypes.ts';
import { createCodec } from './codec.ts';
import type { WindowsFace } from './faces.ts';
import { createDownloadItem } from './main/downloads.ts';
import { absent, createElectron } from './main/electron.ts';
import type { Double } from './main/electron.ts';
import { isolatedWorld } from './page/isolatedWorld.ts';
import type { Remote } from './wire.ts';

const electronTypes = readElectronTypes();
/** In Electron, but kept out of its types. */
const untyped = new Set(['WebContents.getLastWebPreferences']);
const ofNodesEmitter = new Set(['_events', '_eventsCount', '_maxListeners']);

/** Windows that nobody sees. */
const noWindows = new Proxy({} as Remote<WindowsFace>, { get: () => () => Promise.resolve() });

/** The members of an object up to the end that throws. */
function membersOf(object: object): string[] {
  const members = new Set<string>();
  for (let at: object | null = object; at !== null && !types.isProxy(at) && at !== Object.prototype && at !== Function.prototype; at = Object.getPrototypeOf(at) as object | null) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor' && !ofNodesEmitter.has(name)) members.add(name);
  }
  return [...members];
}

/** Every object that an app can get at, with the type of Electron that it stands for. */
function everything({ electron }: Double): [type: string, object: object][] {
  const modules = new Map([...electronTypes.modulesOf('Main'), ...electronTypes.modulesOf('Common')]);
  const window = new electron.BrowserWindow!({ show: false });
  const menu = electron.Menu!.buildFromTemplate([{ label: 'An item', submenu: [] }]);
  const classes = ['BrowserWindow', 'Menu', 'MenuItem', 'MessageChannelMain', 'Notification', 'Tray'] as const;
  const image = electron.nativeImage!.createFromBitmap(Buffer.alloc(4), { width: 1, height: 1 });
  return [
    ...Object.entries(electron)
      .filter(([name]) => !(absent as readonly string[]).includes(name) && !(classes as readonly string[]).includes(name))
      .map(([name, object]): [string, object] => [modules.get(name) ?? name, object as object]),
    ['BrowserWindow', window],
    ['WebContents', window.webContents],
    ['WebFrameMain', window.webContents.mainFrame],
    ['Session', window.webContents.session],
    ['Menu', menu],
    ['MenuItem', menu.items[0]!],
    ['MessageChannelMain', new electron.MessageChannelMain!()],
    ['MessagePortMain', new electron.MessageChannelMain!().port1],
    ['Notification', new electron.Notification!({ title: 'A title' })],
    ['NativeImage', image],
    ['Tray', new electron.Tray!(image)],
    ['DownloadItem', createDownloadItem('app://a/file', 'file').item],
  ];
}

describe('the double of electron', () => {
  let double: Double;
  beforeAll(async () => {
    double = createElectron({ appPath: '/nowhere', packageJson: { name: 'app' }, windows: noWindows, exit: () => {} });
    await double.start();
  });
  afterAll(() => double.close());

  it('names every module of the main process, as one that it has or as one that it lacks', () => {
    const offered = [...electronTypes.modulesOf('Main').keys(), ...electronTypes.modulesOf('Common').keys()];
    expect(Object.keys(double.electron).toSorted()).toEqual([...new Set(offered)].toSorted());
  });

  it('has no member that electron.d.ts does not have', () => {
    const invented = everything(double).flatMap(([type, object]) => {
      const known = electronTypes.membersOf(type);
      return membersOf(object)
        .filter((member) => !known.has(member))
        .map((member) => `${type}.${member}`);
    });
    expect(invented.filter((name) => !untyped.has(name))).toEqual([]);
  });

  it('has no static member that electron.d.ts does not have', () => {
    for (const name of ['BrowserWindow', 'Menu', 'MenuItem', 'MessageChannelMain', 'Notification', 'Tray'] as const) {
      const statics = Object.getOwnPropertyNames(double.electron[name]).filter((member) => !['length', 'name', 'prototype'].includes(member));
      expect(statics.filter((member) => !electronTypes.staticsOf(name).has(member))).toEqual([]);
    }
  });

  it('throws the name of every member that it lacks', () => {
    for (const [type, object] of everything(double)) {
      const own = new Set(membersOf(object));
      const lacking = [...electronTypes.membersOf(type)].filter((member) => !own.has(member) && !(member in Object.prototype) && !electronTypes.staticsOf(type).has(member));
      for (const member of lacking) {
        expect(() => Reflect.get(object, member) as unknown, `${type}.${member}`).toThrow(new RegExp(`does not implement \\w+\\.${member}$`));
        expect(() => Reflect.set(object, member, 1), `${type}.${member} =`).toThrow(new RegExp(`does not implement \\w+\\.${member}$`));
      }
    }
    expect(() => Reflect.get(double.electron.BrowserWindow!, 'addExtension') as unknown).toThrow(/does not implement BrowserWindow\.addExtension$/);
  });

  it('throws the name of every module that it lacks, however it is used', () => {
    for (const name of absent) {
      const lacking = double.electron[name] as unknown as new () => object; // used as an app would use it
      expect(() => new lacking()).toThrow(new RegExp(`does not implement ${name}$`));
      expect(() => Reflect.get(lacking, 'fromId') as unknown).toThrow(new RegExp(`does not implement ${name}$`));
    }
  });
});

describe('the double of electron in a preload', () => {
  it('has no member that electron.d.ts does not have', () => {
    let members: string[] = [];
    expect(
      load((require) => {
        const electron = require('electron') as Record<string, object>;
        expect(Object.keys(electron)).toEqual(['ipcRenderer']);
        members = Object.keys(electron['ipcRenderer']!);
      }),
    ).toEqual([]);
    const known = new Set([...electronTypes.membersOf('IpcRenderer'), 'on', 'once', 'off', 'removeListener']);
    expect(members.filter((member) => !known.has(member))).toEqual([]);
  });

  it('throws the names of what it lacks, and of what a sandboxed preload cannot have', () => {
    expect(load((require) => Reflect.get(require('electron') as object, 'contextBridge') as unknown)[0]).toContain('does not implement electron.contextBridge');
    expect(load((require) => Reflect.get(Reflect.get(require('electron') as object, 'ipcRenderer') as object, 'invoke') as unknown)[0]).toContain('does not implement ipcRenderer.invoke');
    expect(load((require) => require('events'))[0]).toContain("does not implement require('events') in a preload");
    expect(load((require) => require('node:path'))[0]).toContain('module not found: node:path');
  });
});

/** Runs a preload and returns why it failed. */
function load(use: (require: (name: string) => unknown) => void): string[] {
  const failures: string[] = [];
  const world = { window: {}, send: (message: string) => failures.push((JSON.parse(message) as { message: string }).message) };
  Object.assign(world.window, { top: world.window });
  const options = { sendName: 'send', receiveName: 'receive', preloadPath: 'preload.cjs', failure: null, versions: {}, platform: 'linux' };
  const complain = console.error;
  console.error = () => {};
  try {
    isolatedWorld(createCodec(), options, use, world as unknown as typeof globalThis); // what the preload’s world uses of a page’s
  } finally {
    console.error = complain;
  }
  return failures;
}
