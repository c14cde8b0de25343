/**
 * What a page of Earshot may load: its own scripts, styles and pictures, sounds from `media`, answers from `connect`, and
 * nothing from anywhere else.
 */
export function contentSecurityPolicy({ media, connect, scripts = "'self'" }: { readonly media: string; readonly connect: string; readonly scripts?: string }): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    // Mantine sets style attributes and style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `media-src ${media}`,
    `connect-src ${connect}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
