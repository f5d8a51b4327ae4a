/* The page's colours for a terminal: what is drawn, not what is written, since a colour may be of two themes. */

function drawn(name) {
  const probe = document.createElement('i')
  probe.style.color = `var(${name})`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

function isDark(background) {
  const [red, green, blue] = background.match(/[\d.]+/g).map(Number)
  return red + green + blue < 384
}

const bright = {
  black: '#5c6370',
  red: '#ff7b7f',
  green: '#4ac38a',
  yellow: '#f0b54a',
  blue: '#8ea8ff',
  magenta: '#d79bf0',
  cyan: '#4cc3d9',
  white: '#dfe3ea',
}
const deep = {
  black: '#14181f',
  red: '#b9222a',
  green: '#1a7f4b',
  yellow: '#8a4b00',
  blue: '#3b5bdb',
  magenta: '#8e3bb5',
  cyan: '#0b6e83',
  white: '#626b79',
}

function lit([name, value]) {
  return [`bright${name[0].toUpperCase()}${name.slice(1)}`, value]
}

export function theme() {
  const background = drawn('--sunk')
  const dark = isDark(background)
  const eight = dark ? bright : deep
  return {
    ...eight,
    ...Object.fromEntries(Object.entries(eight).map(lit)),
    background,
    foreground: drawn('--ink'),
    cursor: drawn('--accent'),
    cursorAccent: background,
    selectionBackground: dark ? '#2f6b78aa' : '#9fd3deaa',
  }
}
