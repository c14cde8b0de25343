import { z } from 'zod';

// The page's content security policy forbids code made of text; zod would try it, and the browser would report that.
// Schemas read this when they are made: this module comes before those that make some.
z.config({ jitless: true });
