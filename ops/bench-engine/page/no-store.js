// In the place of idb, which the page's key stretching is imported beside and does not call.
const absent = () => {
  throw new Error("no database here");
};
export const deleteDB = absent;
export const openDB = absent;
