export { ShelfCard } from './ShelfCard';
export { ShelfLine } from './ShelfLine';
