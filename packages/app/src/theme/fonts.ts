/** The font of Material UI's texts: the one that tokens.css gives to Backstage UI. */
export const FONT_FAMILY = 'var(--bui-font-regular)';
