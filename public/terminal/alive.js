/* Hears when nothing has come for long: a line that is cut in silence says nothing of itself. */

/* Milliseconds: three signs of life of the other side. */
const patience = 30_000

export class Alive {
  #last = performance.now()
  #timer

  constructor(late) {
    this.#timer = setInterval(() => {
      if (performance.now() - this.#last > patience) late()
    }, patience / 6)
  }

  heard() {
    this.#last = performance.now()
  }

  stop() {
    clearInterval(this.#timer)
  }
}
