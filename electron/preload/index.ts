// The page speaks HTTP for now; its MessagePort will be handed over here.
export {};
