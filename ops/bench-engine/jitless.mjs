export const jitless = async () => [];
