/* How high the dock is: by its edge, with the pointer or with keys. */
import { by, tell } from './strip.js'

export function height(now) {
  const edge = by('dock-edge')
  const { ariaValueMin: least, ariaValueMax: most } = edge
  edge.ariaValueNow = String(Math.round(Math.min(most, Math.max(least, now))))
  /* What stands above it makes room. */
  document.body.style.setProperty('--tall', edge.ariaValueNow)
}

const keep = () => tell({ height: by('dock-edge').ariaValueNow })

/* Whether the key was one of its own. */
export function higher(key) {
  const { ariaValueNow: now, ariaValueMin: least, ariaValueMax: most } = by('dock-edge')
  const next = { ArrowUp: Number(now) + 5, ArrowDown: now - 5, Home: least, End: most }[key]
  if (next === undefined) return false
  height(next)
  keep()
  return true
}

const move = ({ clientY }) => height(100 - (100 * clientY) / innerHeight)

export function drag({ target: edge, pointerId }) {
  edge.setPointerCapture(pointerId)
  edge.classList.add('on')
  edge.addEventListener('pointermove', move)
  const end = () => {
    edge.classList.remove('on')
    edge.removeEventListener('pointermove', move)
    keep()
  }
  edge.addEventListener('lostpointercapture', end, { once: true })
}
