/** The text of a picture, as Vite gives it. */
declare module '*.svg?raw' {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- Vite gives it so
  export default text;
}
