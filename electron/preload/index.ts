// The page speaks HTTP for now; its MessagePort will be handed over here.
// oxlint-disable-next-line unicorn/require-module-specifiers -- a module, though it has nothing to export
export {};
