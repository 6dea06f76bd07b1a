import { createHash, randomInt } from 'node:crypto';

/** Takes all, or so many as are asked for, drawn by a seed that is printed: the same seed draws the same. */
export function sampler(size, seed = String(randomInt(1_000_000))) {
  if (size === undefined) return { says: 'all papers', of: (papers) => papers };
  const count = Number(size);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--sample must be a whole number from 1, got '${size}'`);
  const rank = ({ id }) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return {
    says: `a sample of ${count} papers of each sort, --seed ${seed}`,
    of: (papers) => [...papers].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, count),
  };
}
