export function allWords(): string;
export function keysOf(ftl: string): string[];
export function keyFile(ftl: string): string;
