/** Ids from which one can be picked by a number. */
export class Pile {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  set(id: string, isIn: boolean): void {
    const place = this.#places.get(id);
    if (isIn === (place !== undefined)) return;
    if (place === undefined) {
      this.#places.set(id, this.all.push(id) - 1);
      return;
    }
    const last = this.all.pop() as string;
    this.#places.delete(id);
    if (last === id) return;
    this.all[place] = last;
    this.#places.set(last, place);
  }

  pick(n: number): string {
    return this.all[n % this.all.length] ?? 'nobody';
  }
}
