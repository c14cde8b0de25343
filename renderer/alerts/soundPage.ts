import { createSounds, soundNamed } from './sounds.ts';

// A page that the desktop host has while it has no window: it makes the sound that its address names, and shows nothing.
const query = new URLSearchParams(window.location.search);
createSounds().play(soundNamed(query.get('sound') ?? ''), Number(query.get('volume')));
